import { parameterError } from '../errors';
import { dateOf } from './date';
import type { Flow } from './types';

const DAY = 86_400_000;

/** Meta docs: Flows > Metrics API: what each metric counts. */
const keys: Record<string, Array<[string, number]>> = {
	ENDPOINT_REQUEST_COUNT: [['value', 138]],
	ENDPOINT_REQUEST_ERROR: [
		['timeout_error', 3],
		['unexpected_http_status_code', 1],
	],
	ENDPOINT_REQUEST_ERROR_RATE: [['value', 0.02]],
	ENDPOINT_REQUEST_LATENCY_SECONDS_CEIL: [
		['1', 130],
		['2', 8],
	],
	ENDPOINT_AVAILABILITY: [
		['succeeded', 713],
		['failed', 2],
	],
};

/** How far back, in days, and the step size. */
const granularities: Record<string, { days: number; step: number }> = {
	DAY: { days: 90, step: DAY },
	HOUR: { days: 30, step: DAY / 24 },
	LIFETIME: { days: Infinity, step: Infinity },
};

function day(value: string | undefined, name: string): number | undefined {
	if (value === undefined) return undefined;
	const time = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
	if (Number.isNaN(time)) throw parameterError(`Param ${name} must be a date in the form YYYY-MM-DD - got "${value}".`);
	return time;
}

/** Generated data of a metric, one point per step. Flows without an endpoint have none. */
export function metric(flow: Flow, asked: Record<string, string>, unix: boolean): unknown {
	const counted = keys[asked.name ?? ''];
	if (!counted) throw parameterError(`Param name must be one of {${Object.keys(keys).join(', ')}}.`);
	const grain = granularities[asked.granularity ?? ''];
	if (!grain) throw parameterError(`Param granularity must be one of {${Object.keys(granularities).join(', ')}}.`);
	const today = Math.floor(Date.now() / DAY) * DAY;
	const until = day(asked.until, 'until') ?? today;
	const since = day(asked.since, 'since') ?? until - (grain.step === DAY ? 7 : 1) * DAY;
	if (since > until) throw parameterError('Param since must not be after until.');
	if (today - since > grain.days * DAY) throw parameterError(`Param since must be within the last ${grain.days} days.`);
	const steps = grain.step === Infinity ? 1 : Math.min(Math.floor((until - since) / grain.step) + 1, 24 * 31);
	const points = flow.endpointUri === undefined ? 0 : steps;
	return {
		name: asked.name,
		granularity: asked.granularity,
		data_points: Array.from({ length: points }, (_unused, index) => ({
			timestamp: dateOf(grain.step === Infinity ? since : since + index * grain.step, unix),
			data: counted.map(([key, value]) => ({ key, value: Number.isInteger(value) ? value + index : value })),
		})),
	};
}
