import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/input/parameterValues';
import { camelObject, compact, isoTime, number, objects, text, type Data } from '../../shared/untrustedJson';

const listOf = (value: unknown): Data[] => (isObject(value) ? [value] : objects(value));

/** The data points in a response: directly, or below a list. Any part may be missing. */
export const pointsOf = (analytics: unknown): Data[] =>
	listOf(analytics).flatMap((one) => [
		...objects(one.data_points),
		...listOf(one.data).flatMap(({ data_points }) => objects(data_points)),
	]);

/** Meta's time, in seconds or, for whole days, as a date. */
const time = (value: unknown): unknown => (number(value) === undefined ? value : isoTime(value));

/** Clicks per button as a sum, and costs per kind as fields of their own. */
function templateMetrics({ clicked, cost }: Data): Data {
	const metrics: Data = {};
	if (Array.isArray(clicked)) {
		const buttons = objects(clicked);
		metrics.clicked = buttons.reduce((sum, { count }) => sum + (number(count) ?? 0), 0);
		metrics.clickedButtons = buttons.map((button) => camelObject(button));
	}
	if (Array.isArray(cost)) {
		metrics.cost = undefined;
		for (const { type, value } of objects(cost)) Object.assign(metrics, camelObject({ [text(type) ?? 'cost']: value }));
	}
	return metrics;
}

/** A data point as one flat row. */
export const toRow = ({ start, end, ...point }: Data): IDataObject =>
	compact({ start: time(start), end: time(end), ...camelObject(point), ...templateMetrics(point) });
