/** Whose work a step is: the agent whose span it lies in, and how many tool runs lie around it. */
import type { Step } from './step.ts';

/** How far up the tree is looked: agents nest a few levels deep, and damaged logs may name a circle. */
const MAX_LEVELS = 64;

/**
 * Names the agent of each model call that does not name its own, by the nearest span around it that does, and counts the tool runs
 * that it lies in: what an agent says within a tool run is told to the agent above it, and not to the person.
 */
export function placeAgents(steps: readonly Step[]): void {
  const byId = new Map<string, Step>();
  for (const s of steps) if (s.id !== '') byId.set(`${s.trace}\0${s.id}`, s);
  const above = (s: Step): Step | undefined =>
    s.parent === undefined || s.parent === s.id ? undefined : byId.get(`${s.trace}\0${s.parent}`);
  for (const step of steps) {
    let depth = 0;
    let { agent } = step;
    let at = above(step);
    for (let i = 0; at && i < MAX_LEVELS; i++, at = above(at)) {
      if (at.kind === 'tool') depth++;
      agent ??= at.agent;
    }
    if (depth > 0) step.depth = depth;
    if (agent && step.kind === 'model') step.agent = agent;
  }
}
