import { Session, type Runtime } from 'node:inspector/promises';
import { KeyedMutex } from '../../../nodes/WhatsAppBusinessCloud/shared/concurrency/keyedMutex';
import { LruMap } from '../../../nodes/WhatsAppBusinessCloud/shared/lruMap';

/** How full the collections of this process are. */
export interface Fill {
	/** Entries and maximum of each map with a maximum that has entries, the fullest first. */
	maps: Array<{ size: number; max: number }>;
	/** Keys that a mutex holds, in all mutexes. */
	lockedKeys: number;
}

/** Read in the process: `this` is the array of all objects of a class. */
const readMaps = 'function () { return this.map((map) => ({ size: map.entries.size, max: map.max })); }';
const readLocks = 'function () { return this.reduce((sum, mutex) => sum + mutex.last.size, 0); }';

/** Finds all objects of a class in the heap, as developer tools do, and calls a function on them. */
async function query(session: Session, prototype: string, read: string): Promise<unknown> {
	const { result } = await session.post('Runtime.evaluate', { expression: `globalThis.${prototype}` });
	const { objects } = await session.post('Runtime.queryObjects', { prototypeObjectId: result.objectId! });
	const parameters: Runtime.CallFunctionOnParameterType = {
		objectId: objects.objectId,
		functionDeclaration: read,
		returnByValue: true,
	};
	return (await session.post('Runtime.callFunctionOn', parameters)).result.value as unknown;
}

/** Reads how full the collections of all modules are, also those that no module exports. */
export async function readFill(): Promise<Fill> {
	Object.assign(globalThis, { benchMaps: LruMap.prototype, benchLocks: KeyedMutex.prototype });
	const session = new Session();
	session.connect();
	try {
		const maps = (await query(session, 'benchMaps', readMaps)) as Fill['maps'];
		const lockedKeys = (await query(session, 'benchLocks', readLocks)) as number;
		const used = maps.filter(({ size }) => size > 0).sort((one, other) => other.size / other.max - one.size / one.max);
		return { maps: used, lockedKeys };
	} finally {
		session.disconnect();
	}
}
