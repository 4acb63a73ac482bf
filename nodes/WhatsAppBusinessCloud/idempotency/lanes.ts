import type { TaskKey } from './types';

/**
 * The order in which work of several lanes keeps all of them busy: by when each lane would get to it at its own pace. In
 * the order of the list, chance would fill the slots for parallel requests with the work of one lane.
 * @param tasks by item
 * @returns items; those of one lane in their order
 */
export function byLane(tasks: Array<TaskKey | undefined>): number[] {
	const counts = new Map<string, number>();
	const dueAt = tasks.map((task) => {
		if (task?.lane === undefined) return 0;
		const { key, perSecond } = task.lane;
		const count = counts.get(key) ?? 0;
		counts.set(key, count + 1);
		return count / perSecond;
	});
	const order = Array.from(tasks.keys());
	return counts.size < 2 ? order : order.sort((one, other) => dueAt[one] - dueAt[other] || one - other);
}
