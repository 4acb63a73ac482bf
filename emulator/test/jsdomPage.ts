import { JSDOM, type DomWindow } from 'jsdom';

type Window = DomWindow & globalThis.Window & Pick<typeof globalThis, 'EventTarget' | 'MessageEvent' | 'eval'>;

/** A page of the emulator in jsdom, with what jsdom lacks: fetch, EventSource, ResizeObserver, modal dialogs. */
export interface JsdomPage {
	window: Window;
	/** Errors of its script. */
	errors: unknown[];
	/** Waits until the page shows something. */
	shown: <T>(find: () => T | null | undefined) => Promise<T>;
}

/**
 * Opens a page.
 * @param url of the emulator
 * @param name of the page
 * @param path of the page, with its hash
 */
export async function openInJsdom(url: string, name: string, path: string): Promise<JsdomPage> {
	const script = await (await fetch(`${url}/${name}/${name}.js`)).text();
	const errors: unknown[] = [];
	const window = new JSDOM(`<body><div id="${name}"></div></body>`, {
		url: url + path,
		runScripts: 'dangerously',
		pretendToBeVisual: true,
	}).window as Window;
	window.addEventListener('error', ({ error }: ErrorEvent) => errors.push(error));
	Object.assign(window, {
		fetch: async (to: string, options?: RequestInit) => await fetch(new URL(to, url), options),
		EventSource: function (to: string) {
			return eventSource(window, new URL(to, url));
		},
		ResizeObserver: class {
			observe = (): void => undefined;
			disconnect = (): void => undefined;
		},
	});
	window.eval('HTMLDialogElement.prototype.showModal = function () { this.open = true; }');
	window.eval(`{${script}}`);
	const shown = async <T>(find: () => T | null | undefined): Promise<T> => {
		for (;;) {
			const found = find();
			if (found) return found;
			await new Promise((resolve) => window.requestAnimationFrame(resolve));
		}
	};
	return { window, errors, shown };
}

/** Events of the server, read with fetch. */
function eventSource(window: Window, url: URL): EventTarget {
	const target = new window.EventTarget();
	void (async () => {
		const response = await fetch(url);
		let text = '';
		for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
			text += Buffer.from(chunk).toString();
			const events = text.split('\n\n');
			text = events.pop() ?? '';
			for (const event of events) {
				const type = /^event: (.*)$/m.exec(event)?.[1] ?? 'message';
				const data = /^data: (.*)$/m.exec(event)?.[1];
				if (data !== undefined) target.dispatchEvent(new window.MessageEvent(type, { data }));
			}
		}
	})().catch(() => undefined);
	return target;
}
