/** A place to find: the keys to it from the outside in, and whether the property's name is meant, not its value. */
export interface PointerQuery {
	keys: Array<string | number>;
	atKey: boolean;
	/** Called with the offset in the text, in UTF-16 units. */
	found(offset: number): void;
}

/** What is wanted inside one value, by key. */
interface Branch {
	inner: Map<string | number, Branch>;
	value: PointerQuery[];
	name: PointerQuery[];
}

const branch = (): Branch => ({ inner: new Map(), value: [], name: [] });

function plant(wanted: PointerQuery[]): Branch {
	const root = branch();
	for (const one of wanted) {
		let here = root;
		for (const key of one.keys) {
			const next = here.inner.get(key) ?? branch();
			here.inner.set(key, next);
			here = next;
		}
		(one.atKey ? here.name : here.value).push(one);
	}
	return root;
}

const BLANK = /[ \t\n\r]*/y;

/** Finds places in valid JSON text in one pass, going into those values only in which something is wanted. */
export function findPositions(text: string, wanted: PointerQuery[]): void {
	let offset = 0;

	const blank = (): void => {
		BLANK.lastIndex = offset;
		BLANK.test(text);
		offset = BLANK.lastIndex;
	};

	const skipString = (): void => {
		offset++;
		for (;;) {
			const quote = text.indexOf('"', offset);
			if (quote === -1) {
				offset = text.length;
				return;
			}
			let slashes = 0;
			while (text[quote - 1 - slashes] === '\\') slashes++;
			offset = quote + 1;
			if (slashes % 2 === 0) return;
		}
	};

	/** Passes over a value of any depth. */
	const skipValue = (): void => {
		let depth = 0;
		while (offset < text.length) {
			const code = text.charCodeAt(offset);
			if (code === 34) skipString();
			else {
				if (code === 91 || code === 123) depth++;
				else if (code === 93 || code === 125) {
					if (depth === 0) return;
					depth--;
				} else if (depth === 0 && (code === 44 || code <= 32)) return;
				offset++;
				if (depth === 0 && (code === 93 || code === 125)) return;
				continue;
			}
			if (depth === 0) return;
		}
	};

	/** As deep as what is wanted: places deeper than any rule looks do not come up. */
	const enter = (here: Branch): void => {
		for (const one of here.value) one.found(offset);
		const opener = text[offset];
		if (here.inner.size === 0 || (opener !== '{' && opener !== '[')) return skipValue();
		const isList = opener === '[';
		offset++;
		for (let index = 0; ; index++) {
			blank();
			if (offset >= text.length) return;
			const char = text[offset];
			if (char === ']' || char === '}') {
				offset++;
				return;
			}
			if (char === ',') {
				offset++;
				blank();
			}
			let key: string | number = index;
			const name = offset;
			if (!isList) {
				skipString();
				const written = text.slice(name + 1, offset - 1);
				key = written.includes('\\') ? (JSON.parse(text.slice(name, offset)) as string) : written;
				blank();
				offset++;
				blank();
			}
			const next = here.inner.get(key);
			if (next === undefined) skipValue();
			else {
				for (const one of next.name) one.found(name);
				enter(next);
			}
		}
	};

	blank();
	enter(plant(wanted));
}
