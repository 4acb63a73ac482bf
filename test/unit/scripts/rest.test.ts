import nock from 'nock';
import { N8nRest } from '../../../scripts/n8n/rest';

const URL = 'http://n8n.test';

/** Execution data as n8n stores it: nested objects become indexes into a flat list. */
const flat = (data: Record<string, unknown>): string => {
	const list: unknown[] = [];
	const put = (value: unknown): unknown => {
		const place = list.push(undefined) - 1;
		if (Array.isArray(value)) list[place] = value.map((one) => put(one));
		else if (typeof value === 'object' && value !== null)
			list[place] = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, put(one)]));
		else list[place] = value;
		return String(place);
	};
	put(data);
	return JSON.stringify(list);
};

const before = flat({ executionData: { nodeExecutionStack: [{ node: 'After' }] }, resultData: { runData: {} } });

/** The consecutive responses of n8n for execution 7. */
const responses = (...all: Array<{ status: string; data: string }>): void => {
	for (const one of all)
		nock(URL)
			.get('/rest/executions/7')
			.reply(200, { data: { id: '7', ...one } });
};

describe('reading an execution', () => {
	afterEach(() => {
		expect(nock.pendingMocks()).toEqual([]);
		nock.cleanAll();
	});

	it.each([
		['success', flat({ executionData: { nodeExecutionStack: [] }, resultData: { runData: { After: [] } } })],
		[
			'error',
			flat({
				executionData: { nodeExecutionStack: [{ node: 'After' }] },
				resultData: { runData: {}, error: { message: 'no' } },
			}),
		],
		[
			'waiting',
			flat({
				executionData: { nodeExecutionStack: [{ node: 'After' }] },
				resultData: { runData: {} },
				waitTill: '2030-01-01T00:00:00.000Z',
			}),
		],
	])('waits for the data of a status that n8n 1.x writes later: %s', async (status, data) => {
		responses({ status: 'running', data: before }, { status, data: before }, { status, data });
		const rest = new N8nRest(URL);
		expect(await rest.execution('7')).toMatchObject({ status: 'running', data: { resultData: { runData: {} } } });
		const { resultData, waitTill } = (await rest.execution('7')).data;
		expect({ status, ran: 'After' in resultData.runData, error: resultData.error, waitTill }).toEqual({
			status,
			ran: status === 'success',
			error: status === 'error' ? { message: 'no' } : undefined,
			waitTill: status === 'waiting' ? '2030-01-01T00:00:00.000Z' : undefined,
		});
	});

	it('returns a crashed execution unchanged', async () => {
		responses({ status: 'crashed', data: before });
		expect(await new N8nRest(URL).execution('7')).toMatchObject({
			status: 'crashed',
			data: { executionData: { nodeExecutionStack: [{ node: 'After' }] } },
		});
	});
});
