import type { INode } from 'n8n-workflow';
import type { Schema } from '../../../nodes/WhatsAppBusinessCloud/shared/input/parseInput';
import {
	mediaDescription,
	numberOnApp,
	numberWithHighThroughput,
	pageWithNext,
	parseResponse,
	rowWithId,
	templateRow,
	uploadedFile,
	uploadedMedia,
	uploadSession,
} from '../../../nodes/WhatsAppBusinessCloud/transport/responses';

const node: INode = { id: '1', name: 'WhatsApp', type: 'whatsApp', typeVersion: 1, position: [0, 0], parameters: {} };
const url = 'https://lookaside.fbsbx.com/1';

/** Bodies that no schema accepts. */
const wrong: unknown[] = [undefined, null, '', 'text', 5, [], {}, [{ id: '1' }]];

test.each<[string, Schema<unknown>, object, readonly unknown[]]>([
	['an uploaded file', uploadedMedia, { id: '1' }, [{ id: '' }, { id: null }, { id: {} }, { id: [1] }]],
	['an uploaded file with a number', uploadedMedia, { id: 1 }, []],
	[
		'an upload session',
		uploadSession,
		{ id: 'upload:MTph?sig=ARZ' },
		[{ id: 'MTph' }, { id: 'upload:a b' }, { id: 'upload:' }, { id: 'upload:a\r\nb' }, { id: 5 }],
	],
	['an upload', uploadedFile, { h: '4:a\n4:b' }, [{ h: '' }, { h: 5 }]],
	[
		'a page',
		pageWithNext,
		{ paging: { next: url, cursors: { after: 'MjQ' } } },
		[
			{ paging: { cursors: { after: 'MjQ' } } },
			{ paging: { next: '', cursors: { after: 'MjQ' } } },
			{ paging: { next: url, cursors: { after: '' } } },
			{ paging: { next: url } },
		],
	],
	['a row', rowWithId, { id: '1' }, [{ id: null }]],
	['a template', templateRow, { name: 'a', language: 'en' }, [{ name: 'a' }, { name: 'a', language: 5 }]],
	['a number of the app', numberOnApp, { is_on_biz_app: true }, [{ is_on_biz_app: 'true' }]],
	[
		'a fast number',
		numberWithHighThroughput,
		{ throughput: { level: 'HIGH' } },
		[{ throughput: null }, { throughput: 'HIGH' }, { throughput: { level: 'STANDARD' } }],
	],
])('reads %s, and nothing else', (_, schema, body, others) => {
	expect(parseResponse(schema, { ...body, new_key: { a: 1 } }, 'It is lacking', node)).toEqual(body);
	for (const other of [...wrong, ...others])
		expect(() => parseResponse(schema, other, 'It is lacking', node)).toThrow('It is lacking');
});

test('reads a description of media without parts that it does not need', () => {
	const read = (body: object) => parseResponse(mediaDescription, body, 'It has no URL', node);
	const complete = { id: '1', url, mime_type: 'image/png', sha256: 'abc', file_size: 5 };
	expect(read({ ...complete, messaging_product: 'whatsapp' })).toEqual(complete);
	expect(read({ url, id: {}, mime_type: 5, sha256: null, file_size: 'large' })).toEqual({ url });
	expect(read({ url, file_size: '5' })).toEqual({ url, file_size: '5' });
	for (const other of [...wrong, { id: '1' }, { url: '' }, { url: 5 }])
		expect(() => parseResponse(mediaDescription, other, 'It has no URL', node)).toThrow('It has no URL');
});

test('names the item, and says what to do', () => {
	expect(() => parseResponse(uploadedMedia, {}, 'Meta returned no ID', node, 3)).toThrow(
		expect.objectContaining({
			message: 'Meta returned no ID',
			description: 'Try again. metastatus.com shows outages.',
			context: expect.objectContaining({ itemIndex: 3 }) as unknown,
		}),
	);
});
