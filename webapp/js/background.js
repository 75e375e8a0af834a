/** The built-in moving picture: northern lights over a lake, drawn small and enlarged, which is cheap and soft. */

const WIDTH = 640;
const HEIGHT = 360;
const SHORE = 238;
const FRAME_MS = 1000 / 24;
const STRIP_WIDTH = 3;
const GOOD_MOMENT_MS = 90000;

const CURTAINS = [
  { color: '64, 255, 176', base: 128, sway: 26, height: 118, pace: 0.00011, phase: 0.4 },
  { color: '70, 190, 255', base: 104, sway: 32, height: 104, pace: 0.00008, phase: 2.1 },
  { color: '196, 108, 255', base: 88, sway: 22, height: 92, pace: 0.00013, phase: 4.4 },
];

export class Background {
  #canvas;
  #context;
  #still = matchMedia('(prefers-reduced-motion: reduce)');
  #wanted = false;
  #request = 0;
  #drawnAt = 0;
  #sky = paintSky();
  #land = paintLand();
  #stars = makeStars();
  #strips = CURTAINS.map(({ color, height }) => paintStrip(color, height));

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.#canvas = canvas;
    this.#canvas.width = WIDTH;
    this.#canvas.height = HEIGHT;
    this.#context = canvas.getContext('2d', { alpha: false });
    document.addEventListener('visibilitychange', () => this.#update());
    this.#still.addEventListener('change', () => this.#update());
  }

  /** @param {boolean} shown */
  show(shown) {
    this.#wanted = shown;
    this.#canvas.hidden = !shown;
    this.#update();
  }

  #update() {
    cancelAnimationFrame(this.#request);
    this.#request = 0;
    if (!this.#wanted || document.hidden) {
      return;
    }
    if (this.#still.matches) {
      this.#draw(GOOD_MOMENT_MS);
    } else {
      this.#request = requestAnimationFrame((now) => this.#frame(now));
    }
  }

  #frame(now) {
    this.#request = requestAnimationFrame((next) => this.#frame(next));
    if (now - this.#drawnAt >= FRAME_MS) {
      this.#drawnAt = now;
      this.#draw(now + GOOD_MOMENT_MS);
    }
  }

  #draw(now) {
    const context = this.#context;
    context.drawImage(this.#sky, 0, 0);
    this.#drawStars(now);
    context.globalCompositeOperation = 'lighter';
    CURTAINS.forEach((curtain, index) => this.#drawCurtain(curtain, this.#strips[index], now));
    context.globalCompositeOperation = 'source-over';
    context.globalAlpha = 1;
    this.#drawLake(now);
    context.drawImage(this.#land, 0, 0);
  }

  #drawStars(now) {
    this.#context.fillStyle = '#fff';
    for (const { x, y, size, phase } of this.#stars) {
      this.#context.globalAlpha = 0.35 + 0.35 * Math.sin(now / 900 + phase);
      this.#context.fillRect(x, y, size, size);
    }
  }

  #drawCurtain({ base, sway, pace, phase }, strip, now) {
    const time = now * pace;
    for (let x = -STRIP_WIDTH; x < WIDTH; x += STRIP_WIDTH) {
      const u = x / WIDTH;
      const fold = Math.sin(u * 5.2 + time * 6 + phase) + 0.5 * Math.sin(u * 11.7 - time * 9 + phase * 2);
      const ripple = Math.sin(u * 31 + time * 38 + phase + Math.sin(u * 9)) * 0.5 + 0.5;
      const glow = Math.max(0, Math.sin(u * 3.1 + time * 5 + phase * 3)) ** 1.4;
      this.#context.globalAlpha = 0.8 * glow * (0.55 + 0.45 * ripple);
      const stretch = 0.85 + 0.3 * ripple;
      const foot = base + fold * sway + 30;
      const height = strip.height * stretch;
      this.#context.drawImage(strip, x, foot - height, STRIP_WIDTH, height);
    }
  }

  /** The sky upside down, in slices that shiver. */
  #drawLake(now) {
    const context = this.#context;
    const slice = 4;
    for (let y = 0; SHORE + y < HEIGHT; y += slice) {
      const shiver = Math.sin(now / 700 + y * 0.35) * (1 + y / 30);
      const from = Math.max(0, SHORE - slice - y * 1.7);
      context.drawImage(this.#canvas, 0, from, WIDTH, slice, shiver, SHORE + y, WIDTH, slice);
    }
    context.globalAlpha = 0.5;
    context.fillStyle = '#071026';
    context.fillRect(0, SHORE, WIDTH, HEIGHT - SHORE);
    context.globalAlpha = 1;
  }
}

function layer(width, height, paint) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  paint(canvas.getContext('2d'));
  return canvas;
}

function paintSky() {
  return layer(WIDTH, HEIGHT, (context) => {
    const sky = context.createLinearGradient(0, 0, 0, SHORE);
    sky.addColorStop(0, '#070b23');
    sky.addColorStop(0.5, '#122250');
    sky.addColorStop(0.85, '#2c3f7d');
    sky.addColorStop(1, '#6a5a8f');
    context.fillStyle = sky;
    context.fillRect(0, 0, WIDTH, HEIGHT);
  });
}

function paintStrip(color, height) {
  return layer(1, height, (context) => {
    const light = context.createLinearGradient(0, 0, 0, height);
    light.addColorStop(0, `rgba(${color}, 0)`);
    light.addColorStop(0.75, `rgba(${color}, 0.75)`);
    light.addColorStop(0.92, `rgba(${color}, 0.9)`);
    light.addColorStop(1, `rgba(${color}, 0)`);
    context.fillStyle = light;
    context.fillRect(0, 0, 1, height);
  });
}

function paintLand() {
  return layer(WIDTH, HEIGHT, (context) => {
    ridge(context, '#1a2750', SHORE + 1, (x) => 34 + 22 * Math.sin(x / 71) + 13 * Math.sin(x / 29 + 2) + 4 * Math.sin(x / 9));
    ridge(context, '#0c1533', SHORE + 3, (x) => 12 + 16 * Math.sin(x / 113 + 4) + 7 * Math.sin(x / 37) + 2 * Math.sin(x / 6));
    for (let x = 4; x < WIDTH; x += 5 + ((x * 7) % 9)) {
      const edge = Math.abs(x - WIDTH / 2) / (WIDTH / 2);
      if (edge > 0.45) {
        fir(context, x, HEIGHT + 4, 26 + edge * 96 + ((x * 13) % 31));
      }
    }
  });
}

/** A line of hills above `foot`. */
function ridge(context, color, foot, heightAt) {
  context.fillStyle = color;
  context.beginPath();
  context.moveTo(0, foot);
  for (let x = 0; x <= WIDTH; x += 4) {
    context.lineTo(x, foot - Math.max(2, heightAt(x)));
  }
  context.lineTo(WIDTH, foot);
  context.fill();
}

function fir(context, x, foot, height) {
  context.fillStyle = '#050918';
  for (let tier = 0; tier < 4; tier++) {
    const top = foot - height + tier * height * 0.19;
    const half = height * (0.05 + tier * 0.04);
    context.beginPath();
    context.moveTo(x, top);
    context.lineTo(x + half, top + height * 0.32);
    context.lineTo(x - half, top + height * 0.32);
    context.fill();
  }
  context.fillRect(x - 1, foot - height * 0.4, 2, height * 0.4);
}

function makeStars() {
  let seed = 7;
  const random = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  return Array.from({ length: 90 }, () => ({
    x: random() * WIDTH,
    y: random() * random() * SHORE,
    size: random() < 0.15 ? 1.6 : 0.9,
    phase: random() * 6.28,
  }));
}
