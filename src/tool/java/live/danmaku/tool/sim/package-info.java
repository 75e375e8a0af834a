/**
 * Simulation of many nodes: where viewers are, what rooms send them, what goes over the bus, and what a lost node and a
 * rolling restart cost, in seconds of a made-up time. {@link live.danmaku.tool.sim.Sim} is the command; {@code World} is
 * what passes, {@code UnitCost} what each thing costs, and {@code docs/capacity.md} what follows from it.
 *
 * <p>Threading: one thread, no clock and no pause; the same seed gives the same text.
 */
@NullMarked
package live.danmaku.tool.sim;

import org.jspecify.annotations.NullMarked;
