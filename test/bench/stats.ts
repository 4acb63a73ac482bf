/** Repeated measurements of one value. */
export interface Summary {
	median: number;
	min: number;
	max: number;
	runs: number[];
}

export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @param values at least one */
export function summary(values: number[]): Summary {
	return { median: median(values), min: Math.min(...values), max: Math.max(...values), runs: values };
}

/** The smallest value that the given percentage of the values does not exceed. @param values at least one */
export function percentile(values: number[], percent: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
}
