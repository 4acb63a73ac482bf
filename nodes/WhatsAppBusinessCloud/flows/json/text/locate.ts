/** A location to find: its keys, outermost first, and whether to find the property's name, not its value. */
export interface PointerQuery {
	keys: Array<string | number>;
	atKey: boolean;
	/** Called with the offset in the text, in UTF-16 units. */
	found(offset: number): void;
}

/** The locations to find inside one value, by key. */
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

/** Finds locations in valid JSON text in one pass. Skips values that contain none of them. */
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

	/** Skips a value of any depth. */
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

	/** Recurses only as deep as the locations to find, which the rules limit. */
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
