import { mock } from 'node:test';

/** When the simulated day begins, ms since 1970. */
const START = Date.UTC(2026, 0, 5);

/** Replaces the process's time: from now on it passes only with `passTime`. */
export const stopTime = (): void => mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: START });

/** Lets everything run that needs no time. */
export const settle = async (turns = 3): Promise<void> => {
	for (let turn = 0; turn < turns; turn++) await new Promise<void>((done) => setImmediate(done));
};

/** Lets time pass in steps, so that what a timer starts can set the next one. @param ms whole number */
export async function passTime(ms: number, step = 1000): Promise<void> {
	for (let left = ms; left > 0; left -= step) {
		mock.timers.tick(Math.min(step, left));
		await settle(1);
	}
}

/** Lets time pass until the work is done. @param isBusy whether it waits for something that takes real time */
export async function passTimeUntil<T>(work: Promise<T>, isBusy: () => boolean): Promise<T> {
	let isOver = false;
	const end = (): void => void (isOver = true);
	work.then(end, end);
	for (;;) {
		await settle();
		if (isOver) return await work;
		if (!isBusy()) mock.timers.tick(20);
	}
}
