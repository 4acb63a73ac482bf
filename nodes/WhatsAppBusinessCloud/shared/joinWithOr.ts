/** `A, B or C`, without duplicates. */
export function joinWithOr(all: ReadonlyArray<string | number>): string {
	const names = [...new Set(all)];
	return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
}
