/** Ties every control marked with `data-setting` to its setting, both ways. */

/** @param {import('./settings.js').Settings} settings */
export function bindSettingsPanel(settings) {
  const controls = [...document.querySelectorAll('[data-setting]')];
  const outputs = [...document.querySelectorAll('[data-value-of]')];

  const show = () => {
    for (const control of controls) {
      showValue(control, settings.get(control.dataset.setting));
    }
    for (const output of outputs) {
      output.textContent = `${settings.get(output.dataset.valueOf)}%`;
    }
  };
  for (const control of controls) {
    control.addEventListener('input', () => settings.set(control.dataset.setting, valueOf(control)));
  }
  document.getElementById('reset-settings').addEventListener('click', () => settings.resetDisplay());
  settings.addEventListener('change', show);
  show();
}

function showValue(control, value) {
  if (control.type === 'checkbox') {
    control.checked = value;
  } else if (control.type === 'radio') {
    control.checked = Number(control.value) === value;
  } else if (control.value !== String(value)) {
    control.value = value;
  }
}

function valueOf(control) {
  switch (control.type) {
    case 'checkbox':
      return control.checked;
    case 'radio':
    case 'range':
      return Number(control.value);
    default:
      return control.value;
  }
}
