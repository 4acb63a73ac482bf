import { campaignExecution, campaignMessage, costOf } from '../../../../scripts/scale/cost';
import {
	firstLimit,
	installationsFor,
	limitsOf,
	newsOf,
	processesFor,
	type Limit,
} from '../../../../scripts/scale/serverLimits';
import type { Load } from '../../../../scripts/scale/measured';
import { numbersFor, planFor, retentionOf } from '../../../../scripts/scale/plan';
import { busiestSecondOf, dayOf, inBusiestSecond, trafficOf } from '../../../../scripts/scale/traffic';
import { allOf, cost, figures } from './sampleFigures';

const MILLION = 1_000_000;

/** 3,600,000 replies a day: 100 in each second of the busiest hour. */
const HUNDRED_PER_SECOND = trafficOf(7.2 * MILLION);

const limit = (resource: Limit['resource'], load: number, capacity: number): Limit => ({ resource, load, capacity });

describe('the traffic of a day', () => {
	it('is half replies and half campaigns, with three statuses for each message', () => {
		expect(trafficOf(MILLION)).toEqual({
			messages: MILLION,
			replies: 500_000,
			campaignMessages: 500_000,
			parts: 500,
			statuses: 3 * MILLION,
			webhooks: 3.5 * MILLION,
			executions: 500_500,
		});
	});

	it('has a last part that is not full', () => {
		expect(trafficOf(2002).parts).toBe(2);
	});

	it('has a tenth in its busiest hour', () => {
		expect(inBusiestSecond(36_000)).toBe(1);
	});

	it('is the load of a second, and of a day', () => {
		const traffic = trafficOf(72_000);
		expect(busiestSecondOf(traffic, true)).toEqual({
			replies: 1,
			statuses: 6,
			parts: 36 / 36_000,
			campaignMessages: 1,
			seconds: 1,
			saved: true,
		});
		expect(dayOf(traffic, false)).toMatchObject({ replies: 36_000, parts: 36, seconds: 86_400, saved: false });
	});
});

describe('the cost of a load', () => {
	// 1,000 messages take 1,000 and 100 take 190: 0.9 for each message, and 100 for the execution.
	const campaign = { part: allOf(1000), smallPart: allOf(190) };
	const load: Load = { replies: 0, statuses: 0, parts: 0, campaignMessages: 0, seconds: 0, saved: true };

	it('is split into that of an execution and that of its messages', () => {
		expect(campaignMessage(figures(campaign)).commits).toBeCloseTo(0.9);
		expect(campaignExecution(figures(campaign)).commits).toBeCloseTo(100);
	});

	it('is never below zero, if the smaller part took longer', () => {
		const odd = figures({ part: allOf(100), smallPart: allOf(190) });
		expect(campaignMessage(odd).commits).toBe(0);
		expect(campaignExecution(odd).commits).toBe(190);
	});

	it('is the sum of the work', () => {
		const all = figures({ ...campaign, replySaved: allOf(7), status: allOf(2), idle: allOf(1) });
		const { workerMs } = costOf(all, {
			...load,
			replies: 10,
			statuses: 5,
			parts: 2,
			campaignMessages: 100,
			seconds: 3,
		});
		expect(workerMs).toBeCloseTo(70 + 10 + 200 + 90 + 3);
	});

	it('depends on whether executions are saved', () => {
		const all = figures({ replySaved: allOf(7), reply: allOf(5) });
		expect(costOf(all, { ...load, replies: 1 }).commits).toBe(7);
		expect(costOf(all, { ...load, replies: 1, saved: false }).commits).toBe(5);
	});

	it('leaves nothing in the tables when executions are not saved', () => {
		const all = figures({ ...campaign, reply: allOf(5) });
		expect(costOf(all, { ...load, replies: 1, parts: 1, campaignMessages: 1000, saved: false }).tableBytes).toBe(0);
		expect(costOf(all, { ...load, parts: 1, campaignMessages: 1000 }).tableBytes).toBeCloseTo(1000);
	});

	it('of statuses and of an idle n8n adds nothing to the tables', () => {
		const all = figures({ status: allOf(5), idle: allOf(5) });
		expect(costOf(all, { ...load, statuses: 1, seconds: 1 })).toMatchObject({ tableBytes: 0, commits: 10 });
	});
});

describe('the number of processes', () => {
	it.each([
		['one, for no load', 0, 0, 1],
		['one, up to 600 ms per second', 600, 0, 1],
		['two, above', 601, 0, 2],
		// Each has 500 ms left: 1,000 of the 1,100 are work that can be shared.
		['more, if each hears of all executions', 1100, 100, 2],
		['more still', 1101, 100, 3],
	])('is %s', (_name, ms, newsMs, expected) => expect(processesFor(ms, newsMs)).toBe(expected));

	it('is not computed when the news takes all the time', () => {
		expect(() => processesFor(1000, 600)).toThrow('use more installations');
	});

	it('counts the news of each execution as what the main process takes for it', () => {
		const all = figures({ reply: cost({ mainMs: 2 }), replySaved: cost({ mainMs: 3 }) });
		// 100 replies and 0.1 parts in a second.
		expect(newsOf(all, HUNDRED_PER_SECOND, false)).toBeCloseTo(200.2);
		expect(newsOf(all, HUNDRED_PER_SECOND, true)).toBeCloseTo(300.3);
	});
});

describe('the limits of an installation', () => {
	const of = (resource: Limit['resource'], saved = false) => {
		const reply = cost({ mainMs: 1, postgresMs: 10, writes: 20, redisMs: 2 });
		const idle = cost({ mainMs: 50, postgresMs: 100, writes: 10, redisMs: 5 });
		const all = limitsOf(figures({ reply, replySaved: reply, idle }), HUNDRED_PER_SECOND, saved);
		return all.find((one) => one.resource === resource);
	};

	it('has half of the planned time of the main process for news', () => {
		expect(of('main')).toEqual(limit('main', 100, 300 - 50));
	});

	it('has 16 cores of PostgreSQL at 60%', () => {
		expect(of('postgresCpu')).toEqual(limit('postgresCpu', 1000, 9600 - 100));
	});

	it('has 5,000 writing transactions per second at 60%', () => {
		expect(of('postgresWrites')).toEqual(limit('postgresWrites', 2000, 3000 - 10));
	});

	it('has one core of Redis at 60%', () => {
		expect(of('redis')).toEqual(limit('redis', 200, 600 - 5));
	});

	it('deletes 100 saved executions per second, over the day', () => {
		expect(of('deletion')).toBeUndefined();
		expect(of('deletion', true)).toEqual(limit('deletion', HUNDRED_PER_SECOND.executions / 86_400, 100));
	});

	it('reaches first what has the largest share', () => {
		expect(firstLimit([limit('main', 1, 10), limit('redis', 4, 10), limit('postgresCpu', 30, 100)]).resource).toBe(
			'redis',
		);
	});

	it.each([
		[1, 10, 1],
		[10, 10, 1],
		[11, 10, 2],
		[100, 10, 10],
	])('gives for a load of %i and a capacity of %i: %i installations', (load, capacity, expected) =>
		expect(installationsFor([limit('main', load, capacity)])).toBe(expected),
	);
});

describe('the numbers', () => {
	it.each([
		// 1,500,000 sent and received: 41.7 per second.
		[1, 80, 1],
		[10, 80, 9],
		[100, 80, 87],
		[100, 1000, 7],
	])('for %i million messages at %i per second are %i', (millions, rate, expected) =>
		expect(numbersFor(trafficOf(millions * MILLION), rate)).toBe(expected),
	);
});

describe('the retention', () => {
	it('keeps the tables under 100 GB', () => {
		expect(retentionOf(10e9, 1000)).toEqual({ bytesPerDay: 10e9, maxAgeHours: 240, maxCount: 10_000 });
	});

	it("is at most n8n's default of two weeks", () => {
		expect(retentionOf(1e9, 1000).maxAgeHours).toBe(336);
	});

	it('is a number of executions with two digits, rounded up', () => {
		expect(retentionOf(100e9, 123_456).maxCount).toBe(130_000);
		expect(retentionOf(100e9, 7).maxCount).toBe(7);
	});

	it('can be less than a day', () => {
		expect(retentionOf(1000e9, 1000)).toMatchObject({ maxAgeHours: 2, maxCount: 84 });
	});
});

describe('the plan', () => {
	const reply = cost({
		webhookMs: 12,
		workerMs: 60,
		mainMs: 1,
		postgresMs: 12,
		commits: 40,
		writes: 10,
		redisMs: 1,
		redisCommands: 30,
	});
	const status = cost({ webhookMs: 2 });

	it('has the processes of one installation', () => {
		// 100 replies and 600 statuses per second. Main process: 100.1 of 300 ms; PostgreSQL: 1,000 of 3,000 writing transactions.
		const plan = planFor(figures({ reply, status }), 7.2 * MILLION, false);
		expect(plan.installations).toBe(1);
		// (1,200 + 1,200 - 100.1) / (600 - 100.1) and (6,000 - 100.1) / (600 - 100.1).
		expect(plan.each).toMatchObject({
			webhooks: 5,
			workers: 12,
			cores: 18,
			postgresCores: 2,
			commits: 4000,
			writes: 1000,
		});
		expect(plan.each.memoryMb).toBe(400 + 5 * 300 + 12 * 500);
		expect(plan.each.connections).toBe((1 + 5 + 12) * 5);
		expect(plan.each.redisCommands).toBe(3000);
		expect(plan.each.redisShare).toBeCloseTo(0.1);
		// 100.1 executions per second, for an hour, of 1,000 bytes.
		expect(plan.each.redisBacklogBytes).toBeCloseTo(360.36 * MILLION);
		expect(plan.statusShares).toEqual({ webhookMs: 0.5, postgresMs: 0, writes: 0 });
		expect(plan.retention).toBeUndefined();
	});

	it('splits the traffic among installations', () => {
		const plan = planFor(figures({ reply, status }), 72 * MILLION, false);
		// 1,000 ms of the main process, where one installation has 300; 10,000 writing transactions, where it has 3,000.
		expect(plan.installations).toBe(4);
		expect(plan.each.writes).toBe(2500);
	});

	it('says how long saved executions can be kept in each installation', () => {
		const replySaved = cost({ mainMs: 1, tableBytes: 10_000 });
		const plan = planFor(figures({ replySaved }), 7.2 * MILLION, true);
		// 3,603,600 executions a day, 36 GB.
		expect(plan.retention).toEqual({ bytesPerDay: 36e9, maxAgeHours: 66, maxCount: 10_000_000 });
	});

	it("needs one of Meta's messaging limits", () => {
		expect(planFor(figures(), 4000, false).messagingLimit).toBe(2000);
		expect(planFor(figures(), MILLION, false).messagingLimit).toBeUndefined();
	});

	it('counts bytes from and to Meta, with 2 KB of headers', () => {
		// Per second 1 reply, 2 sent, 6 statuses: 3 x 2,500 + 6 x 3,000 bytes.
		expect(planFor(figures(), 72_000, false).networkBits).toBe(8 * 25_500);
	});
});
