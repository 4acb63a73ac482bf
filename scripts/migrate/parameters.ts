/** Changes to a node's parameters, and notes about them. */
export interface ParameterChanges {
	parameters: Record<string, unknown>;
	changes: string[];
	notes: string[];
}

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const object = (value: unknown): Fields => (isObject(value) ? value : {});
const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** The sending number: text in the built-in node, a searchable list here. */
function phoneNumber(result: ParameterChanges): void {
	const { parameters, changes, notes } = result;
	const original = parameters.phoneNumberId;
	if (isObject(original)) return;
	if (!isSet(original)) {
		delete parameters.phoneNumberId;
		notes.push("No sender phone number was selected. Select one in 'Sender Phone Number'.");
		return;
	}
	if (typeof original === 'number' && !Number.isSafeInteger(original)) {
		notes.push(
			"The sending number's ID was written as a number and may have lost digits: compare it with WhatsApp > API Setup.",
		);
	}
	parameters.phoneNumberId = { __rl: true, mode: 'id', value: String(original) };
	changes.push(`'Sender Phone Number' is now set by ID: ${String(original)}`);
}

/** The recipient: text in the built-in node; here a field that can also pick a group from a list. */
function recipient({ parameters }: ParameterChanges): void {
	const original = parameters.recipientPhoneNumber;
	if (isSet(original) && !isObject(original))
		parameters.recipientPhoneNumber = { __rl: true, mode: 'number', value: String(original) };
}

/** The template: text in the built-in node, a searchable list here; its values remain a list of components. */
function template({ parameters, changes, notes }: ParameterChanges): void {
	parameters.operation = 'sendTemplate';
	parameters.templateInput = 'components';
	const original = parameters.template;
	if (isObject(original)) return;
	if (!isSet(original)) {
		delete parameters.template;
		notes.push("No template was chosen: pick one in 'Template'.");
		return;
	}
	parameters.template = { __rl: true, mode: 'name', value: String(original) };
	changes.push(`'Template' is now set by name and language: ${String(original)}`);
}

/** The built-in node outputs Meta's raw response alone, and the nodes after it expect that. */
function rawResponse({ parameters, changes }: ParameterChanges): void {
	parameters.simplify = false;
	parameters.includeInputFields = false;
	changes.push("'Simplify' and 'Include Input Fields' are off, so that the output stays what later nodes expect");
}

/**
 * The built-in node writes its pages and buttons in English. Its attribution is off until the option is added, as here.
 */
function englishPage({ parameters, changes }: ParameterChanges): void {
	parameters.options = { ...object(parameters.options), responseLanguage: 'en' };
	changes.push("'Language' is English, as in the built-in node. Remove the option to use the recipient's language");
}

/** Hidden by the built-in node since n8n 1.82, but applied when a file contains it. */
function requestOptions(result: ParameterChanges): void {
	const { parameters, changes, notes } = result;
	if (parameters.requestOptions === undefined) return;
	const { timeout, batching, proxy, allowUnauthorizedCerts } = object(parameters.requestOptions);
	delete parameters.requestOptions;
	if (typeof timeout === 'number' && timeout > 0) {
		const seconds = Math.max(1, timeout / 1000);
		parameters.network = { ...object(parameters.network), timeout: seconds };
		changes.push(`The request timeout is now the option 'Timeout': ${seconds} seconds`);
	} else if (isSet(timeout)) {
		notes.push("The request timeout was not carried over: set the option 'Timeout', in seconds.");
	}
	if (isSet(batching)) {
		notes.push("Batching was removed. Use the options 'Messages per Second' and 'Parallel Requests' instead.");
	}
	if (isSet(proxy)) notes.push('The proxy of the node was removed. Set a proxy for n8n with HTTPS_PROXY.');
	if (allowUnauthorizedCerts === true) {
		notes.push("'Ignore SSL Issues' was removed. Add the certificate to n8n with NODE_EXTRA_CA_CERTS.");
	}
}

/** The text below a file is a field of its own here, under the name that it has in all message types. */
function caption({ parameters, changes }: ParameterChanges): void {
	const { mediaCaption, ...additional } = object(parameters.additionalFields);
	if (!['image', 'video', 'document'].includes(String(parameters.messageType)) || !isSet(mediaCaption)) return;
	parameters.additionalFields = additional;
	parameters.textBody = mediaCaption;
	changes.push("'Caption' is now the field 'Text'");
}

/** The built-in node reads the field 'data' unless another is named; here an empty field means the only file. */
function inputFile({ parameters }: ParameterChanges, operation: string): void {
	const source = String(parameters.mediaPath ?? '');
	const isRead = operation === 'mediaUpload' || source === 'useMedian8n' || source.startsWith('=');
	if (isRead && parameters.mediaPropertyName === undefined) parameters.mediaPropertyName = 'data';
}

/** Notes where this node fixes a bug of the built-in one, which changes the workflow's result. */
function noteFixedDefects({ parameters, notes }: ParameterChanges, operation: string): void {
	if (operation !== 'send') return;
	const additional = object(parameters.additionalFields);
	const { messageType } = parameters;
	if (messageType === 'audio' && isSet(additional.mediaCaption)) {
		notes.push("'Caption' is not sent any more: WhatsApp has none for audio.");
	}
	if (messageType === 'document' && parameters.mediaPath === 'useMedian8n' && isSet(additional.mediaFilename)) {
		notes.push("'Filename' is obeyed now. The built-in node sent the name of the binary file instead.");
	}
	if (messageType === 'contacts') {
		notes.push('Empty fields of the contact are no longer sent. The built-in node sent them as empty strings.');
		const phones = object(additional.phones).data;
		if (Array.isArray(phones) && phones.some((phone) => object(phone).type === 'wa_id')) {
			notes.push("A phone of type 'WhatsApp ID' is now sent as the contact's WhatsApp ID.");
		}
	}
}

/**
 * Converts the parameters of a built-in node. Names and values stay the same, except for the sending number, the
 * template and settings that are made elsewhere here.
 * @param operation the operation's value, such as `send`
 * @returns new parameters; the input is not modified
 */
export function carryOver(original: Fields, operation: string): ParameterChanges {
	const result: ParameterChanges = { parameters: structuredClone(original), changes: [], notes: [] };
	if (['send', 'sendAndWait', 'sendTemplate', 'mediaUpload'].includes(operation)) phoneNumber(result);
	if (['send', 'sendAndWait', 'sendTemplate'].includes(operation)) recipient(result);
	if (operation === 'sendTemplate') template(result);
	if (['send', 'sendTemplate'].includes(operation)) rawResponse(result);
	if (operation === 'sendAndWait') englishPage(result);
	delete result.parameters.messagingProduct;
	requestOptions(result);
	noteFixedDefects(result, operation);
	if (operation === 'send') caption(result);
	if (['send', 'mediaUpload'].includes(operation)) inputFile(result, operation);
	return result;
}
