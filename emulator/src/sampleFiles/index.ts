import type { Env, Hono } from 'hono';
import { clip } from './clip';
import { invoice } from './document';
import { lemonTree, succulent, wateringCan } from './pictures';

/** A file that messages can link to before there is a server of one's own. */
export interface SampleFile {
	/** Last part of its URL. */
	name: string;
	mimeType: string;
	content: () => Buffer;
}

export const sampleFiles: readonly SampleFile[] = [
	{ name: 'succulent.png', mimeType: 'image/png', content: succulent },
	{ name: 'lemon-tree.png', mimeType: 'image/png', content: lemonTree },
	{ name: 'watering-can.png', mimeType: 'image/png', content: wateringCan },
	{ name: 'clip.mp4', mimeType: 'video/mp4', content: () => clip },
	{ name: 'invoice.pdf', mimeType: 'application/pdf', content: invoice },
];

const PATH = '/samples/';

/** The path of a sample file on the emulator. */
export const samplePath = (name: string): string => PATH + name;

/** The URLs of the sample files. @param origin that of the emulator */
export const sampleUrls = (origin: string): string[] => sampleFiles.map(({ name }) => origin + samplePath(name));

/** Pictures are drawn when they are first asked for. */
const drawn = new Map<string, Buffer>();

/** Serves the files to everyone, as a web server would. */
export function serveSampleFiles<E extends Env>(app: Hono<E>): void {
	app.get(`${PATH}:name`, (c) => {
		const file = sampleFiles.find(({ name }) => name === c.req.param('name'));
		if (!file) return c.body(null, 404);
		const content = drawn.get(file.name) ?? file.content();
		drawn.set(file.name, content);
		return c.body(new Uint8Array(content), 200, {
			'Content-Type': file.mimeType,
			'Content-Length': String(content.length),
			'X-Content-Type-Options': 'nosniff',
		});
	});
}
