import type { TaskKey } from './types';

/**
 * Interleaves the tasks of several sending numbers in proportion to their rate, so that all of them are busy all the
 * time. In item order, the tasks of one number could take all slots for parallel requests.
 * @param tasks by item
 * @returns items; those of one number in their order
 */
export function interleaveSenders(tasks: Array<TaskKey | undefined>): number[] {
	const counts = new Map<string, number>();
	// Not `map`, which skips items that the list has no task for: their time would be undefined.
	const dueAt = Array.from(tasks, (task) => {
		if (task?.senderRate === undefined) return 0;
		const { key, perSecond } = task.senderRate;
		const count = counts.get(key) ?? 0;
		counts.set(key, count + 1);
		return count / perSecond;
	});
	const order = Array.from(tasks.keys());
	return counts.size < 2 ? order : order.sort((one, other) => dueAt[one] - dueAt[other] || one - other);
}
