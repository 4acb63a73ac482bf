import { unlessTooLarge } from './limit';

/** Longest wait for a server that a message links to, and the largest file and page that are shown. */
const TIMEOUT_MS = 10_000;
const MAX_FILE_BYTES = 100 * 1024 * 1024;
const MAX_PAGE_BYTES = 512 * 1024;

/** What a link preview shows. */
export interface Preview {
	title?: string;
	description?: string;
	image?: string;
}

/** Downloads the file that a message links to, as Meta does. @returns undefined when that fails, or it is not media */
export async function linkedFile(url: string): Promise<Response | undefined> {
	const response = await get(url);
	const type = response?.headers.get('content-type') ?? '';
	if (!response?.ok || !/^(?:image|audio|video)\/(?!svg)/i.test(type)) return undefined;
	const bytes = await unlessTooLarge(response, MAX_FILE_BYTES);
	return bytes && new Response(bytes as BodyInit, { headers: { 'Content-Type': type } });
}

/** Reads title, description and image of a page (Open Graph protocol). @returns nothing when it cannot be read */
export async function previewOf(url: string): Promise<Preview> {
	const response = await get(url);
	if (!response?.ok || !/text\/html/i.test(response.headers.get('content-type') ?? '')) return {};
	const bytes = await unlessTooLarge(response, MAX_PAGE_BYTES);
	const page = bytes?.toString('utf8') ?? '';
	const image = meta(page, 'og:image');
	const title = meta(page, 'og:title') ?? decoded(/<title[^>]*>([^<]*)/i.exec(page)?.[1]);
	return {
		...(title === undefined ? {} : { title }),
		...description(page),
		...(image === undefined || !URL.canParse(image, url) ? {} : { image: new URL(image, url).href }),
	};
}

function description(page: string): { description?: string } {
	const text = meta(page, 'og:description') ?? meta(page, 'description');
	return text === undefined ? {} : { description: text };
}

async function get(url: string): Promise<Response | undefined> {
	try {
		return await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), headers: { 'User-Agent': 'WhatsApp/2' } });
	} catch {
		return undefined;
	}
}

function meta(page: string, name: string): string | undefined {
	const tag = new RegExp(`<meta[^>]+(?:property|name)=["']${name}["'][^>]*>`, 'i').exec(page)?.[0];
	return decoded(/\scontent=["']([^"']*)["']/i.exec(tag ?? '')?.[1]);
}

const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'" };

function decoded(text: string | undefined): string | undefined {
	const words = text?.replace(/&(amp|lt|gt|quot|#39|apos);/g, (_whole, name: string) => signs[name]).trim();
	return words === '' ? undefined : words;
}
