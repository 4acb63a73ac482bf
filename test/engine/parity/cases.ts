/** Saved nodes of n8n's built-in WhatsApp node, with a name that describes the case. */
export interface ParityCase {
	name: string;
	/** Version of the built-in node. */
	typeVersion: 1 | 1.1;
	parameters: Record<string, unknown>;
	/** JSON of the input item. */
	json?: Record<string, string | number>;
	/** File in the item's binary field `data`. */
	file?: { content: string; fileName?: string; mimeType: string };
	/** Links that are checked before the message is sent. */
	links?: string[];
}

const sender = '106540352242922';
const link = (path: string) => `https://files.example.com/${path}`;
const to = { operation: 'send', phoneNumberId: sender, recipientPhoneNumber: '+49 151 2345678' };

const text: ParityCase[] = [
	{
		name: 'text',
		typeVersion: 1.1,
		parameters: {
			...to,
			recipientPhoneNumber: '49151234567',
			textBody: 'Hello *you*\nSecond line',
			additionalFields: {},
		},
	},
	{
		name: 'text with preview, by expressions',
		typeVersion: 1.1,
		parameters: {
			operation: 'send',
			phoneNumberId: '={{ $json.sender }}',
			recipientPhoneNumber: '={{ $json.phone }}',
			textBody: '=Hi {{ $json.name }}: https://example.com',
			additionalFields: { previewUrl: true },
		},
		json: { sender, phone: '+49(151)234-567', name: 'Ada' },
	},
	{
		name: 'text with the preview turned off',
		typeVersion: 1,
		parameters: { ...to, recipientPhoneNumber: '49151234567', textBody: 'x', additionalFields: { previewUrl: false } },
	},
	{
		name: 'text to a number with blanks',
		typeVersion: 1.1,
		parameters: { ...to, textBody: 'x', additionalFields: {} },
	},
];

const mediaTypes = {
	image: ['image/png', 'a.png'],
	video: ['video/mp4', 'a.mp4'],
	audio: ['audio/mpeg', 'a.mp3'],
	document: ['application/pdf', 'a.pdf'],
};

const media: ParityCase[] = Object.entries(mediaTypes).flatMap(([messageType, [mimeType, fileName]]): ParityCase[] => {
	const node = { ...to, recipientPhoneNumber: '49151234567', messageType };
	const captioned = messageType === 'audio' ? {} : { mediaCaption: '=See {{ 1 + 1 }}' };
	return [
		{
			name: `${messageType} by link`,
			typeVersion: 1.1,
			parameters: { ...node, mediaLink: link(fileName), additionalFields: captioned },
			links: [link(fileName)],
		},
		{
			name: `${messageType} by ID`,
			typeVersion: 1.1,
			parameters: {
				...node,
				mediaPath: 'useMediaId',
				mediaId: '1037543291543636',
				...(messageType === 'document' && { mediaFilename: 'order.pdf' }),
				additionalFields: {},
			},
		},
		{
			name: `${messageType} from binary data`,
			typeVersion: 1.1,
			parameters: { ...node, mediaPath: 'useMedian8n', additionalFields: captioned },
			file: { content: `bytes of ${messageType}`, fileName, mimeType },
		},
	];
});

const mediaMore: ParityCase[] = [
	{
		name: 'document by link with a file name',
		typeVersion: 1,
		parameters: {
			...to,
			recipientPhoneNumber: '49151234567',
			messageType: 'document',
			mediaLink: link('x'),
			additionalFields: { mediaFilename: 'order.pdf' },
		},
		links: [link('x')],
	},
	{
		name: 'image with its source by expression',
		typeVersion: 1.1,
		parameters: {
			...to,
			recipientPhoneNumber: '49151234567',
			messageType: 'image',
			mediaPath: '={{ $json.from }}',
			mediaId: '={{ $json.id }}',
			additionalFields: {},
		},
		json: { from: 'useMediaId', id: '1037543291543636' },
	},
	{
		name: 'audio with a caption',
		typeVersion: 1.1,
		parameters: {
			...to,
			recipientPhoneNumber: '49151234567',
			messageType: 'audio',
			mediaPath: 'useMediaId',
			mediaId: '1',
			additionalFields: { mediaCaption: 'x' },
		},
	},
	{
		name: 'document from binary data with a file name',
		typeVersion: 1.1,
		parameters: {
			...to,
			recipientPhoneNumber: '49151234567',
			messageType: 'document',
			mediaPath: 'useMedian8n',
			additionalFields: { mediaFilename: 'USER.pdf' },
		},
		file: { content: 'pdf', fileName: 'bin.pdf', mimeType: 'application/pdf' },
	},
];

const location: ParityCase[] = [
	{
		name: 'location',
		typeVersion: 1.1,
		parameters: {
			...to,
			recipientPhoneNumber: '49151234567',
			messageType: 'location',
			longitude: 13.3777,
			latitude: -52.5163,
			additionalFields: {},
		},
	},
	{
		name: 'location with name and address',
		typeVersion: 1.1,
		parameters: {
			...to,
			recipientPhoneNumber: '49151234567',
			messageType: 'location',
			longitude: '={{ $json.lng }}',
			latitude: '={{ $json.lat }}',
			additionalFields: { nameAndAddress: { name: 'Brandenburg Gate', address: 'Pariser Platz' } },
		},
		json: { lng: 13.3777, lat: 52.5163 },
	},
];

const fullContact = {
	addresses: {
		address: [
			{
				street: '12 St James Square',
				city: 'London',
				state: 'LDN',
				zip: 'SW1Y',
				country: 'United Kingdom',
				country_code: 'gb',
			},
			{
				type: 'WORK',
				street: 'Main St',
				city: 'Bath',
				state: 'SOM',
				zip: 'BA1',
				country: 'United Kingdom',
				country_code: 'gb',
			},
		],
	},
	birthday: '1815-12-10',
	emails: { data: [{ email: 'ada@example.com' }, { type: 'WORK', email: 'lovelace@example.com' }] },
	organization: { data: { company: 'Engines Ltd', department: 'Programs', title: 'Head' } },
	urls: { url: [{ url: 'https://example.com' }, { type: 'WORK', url: 'https://example.org' }] },
};
const fullName = {
	formatted_name: 'Countess Ada Lovelace',
	first_name: 'Ada',
	last_name: 'Lovelace',
	middle_name: 'King',
	suffix: 'FRS',
	prefix: 'Countess',
};
const contactNode = { ...to, recipientPhoneNumber: '49151234567', messageType: 'contacts' };

const contacts: ParityCase[] = [
	{
		name: 'contact of version 1.1, everything filled in',
		typeVersion: 1.1,
		parameters: {
			...contactNode,
			name: { data: fullName },
			additionalFields: {
				...fullContact,
				phones: { data: [{ phone: '+442079460000', whatsapp_user_id: '442079460000' }] },
			},
		},
	},
	{
		name: 'contact of version 1, everything filled in',
		typeVersion: 1,
		parameters: {
			...contactNode,
			name: { data: fullName },
			additionalFields: {
				...fullContact,
				phones: { data: [{ phone: '+442079460000' }, { type: 'IPHONE', phone: '+442079460001' }] },
			},
		},
	},
	{
		name: 'contact of version 1.1 with little filled in',
		typeVersion: 1.1,
		parameters: {
			...contactNode,
			name: { data: { formatted_name: 'Ada', first_name: 'Ada' } },
			additionalFields: { phones: { data: [{ type: 'WORK', phone: '+442079460000' }] } },
		},
	},
	{
		name: 'contact of version 1 with a WhatsApp ID',
		typeVersion: 1,
		parameters: {
			...contactNode,
			name: { data: { formatted_name: 'Ada', first_name: 'Ada' } },
			additionalFields: { phones: { data: [{ type: 'wa_id', phone: '442079460000' }] } },
		},
	},
];

const mediaOperations: ParityCase[] = [
	{
		name: 'upload',
		typeVersion: 1.1,
		parameters: { resource: 'media', phoneNumberId: sender, additionalFields: {} },
		file: { content: 'picture', fileName: 'a.png', mimeType: 'image/png' },
	},
	{
		name: 'upload with a file name',
		typeVersion: 1.1,
		parameters: { resource: 'media', phoneNumberId: sender, additionalFields: { mediaFileName: 'other.png' } },
		file: { content: 'picture', fileName: 'a.png', mimeType: 'image/png' },
	},
	{
		name: 'get media',
		typeVersion: 1.1,
		parameters: { resource: 'media', operation: 'mediaUrlGet', mediaGetId: '1037543291543636' },
	},
	{
		name: 'delete media',
		typeVersion: 1.1,
		parameters: { resource: 'media', operation: 'mediaDelete', mediaDeleteId: '={{ $json.id }}' },
		json: { id: '1037543291543636' },
	},
];

export const cases: ParityCase[] = [...text, ...media, ...mediaMore, ...location, ...contacts, ...mediaOperations];
