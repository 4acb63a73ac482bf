import { audio } from './audio';
import { contacts } from './contacts';
import { document } from './document';
import { image } from './image';
import { InputError } from '../shared/inputError';
import { addressRequest } from './interactive/addressRequest';
import { callPermissionRequest } from './interactive/callPermissionRequest';
import { catalog } from './interactive/catalog';
import { contactInfoRequest } from './interactive/contactInfoRequest';
import { flow } from './interactive/flow';
import { ctaUrl } from './interactive/ctaUrl';
import { listMessage } from './interactive/listMessage';
import { locationRequest } from './interactive/locationRequest';
import { mediaCarousel } from './interactive/mediaCarousel';
import { orderDetails } from './interactive/orderDetails';
import { orderStatus } from './interactive/orderStatus';
import { productCarousel } from './interactive/productCarousel';
import { productList } from './interactive/productList';
import { replyButtons } from './interactive/replyButtons';
import { singleProduct } from './interactive/singleProduct';
import { voiceCall } from './interactive/voiceCall';
import { location } from './location';
import { raw } from './raw';
import { reaction } from './reaction';
import { sticker } from './sticker';
import { text } from './text';
import type { MessageType } from './types';
import { video } from './video';

/** All message types, most used first, related ones together. To add one, create a file and add it here. */
export const messageTypes: MessageType[] = [
	text,
	image,
	document,
	video,
	audio,
	sticker,
	replyButtons,
	listMessage,
	ctaUrl,
	flow,
	location,
	contacts,
	reaction,
	locationRequest,
	addressRequest,
	contactInfoRequest,
	mediaCarousel,
	singleProduct,
	productList,
	productCarousel,
	catalog,
	orderDetails,
	orderStatus,
	voiceCall,
	callPermissionRequest,
	raw,
];

/** @returns the message type with this `messageType` value @throws InputError when there is none */
export function findMessageType(value: unknown): MessageType {
	const found = messageTypes.find((type) => type.value === value);
	if (found) return found;
	throw new InputError(
		'Message Type',
		'has an unknown value',
		`Use one of: ${messageTypes.map((type) => type.value).join(', ')}`,
	);
}
