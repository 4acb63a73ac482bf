import { checkMaxLength, SHORTEN } from '../../shared/input/textLength';
import { InputError } from '../../shared/inputError';
import { emptyFieldError } from '../../shared/input/parameterValues';
import { templateTexts } from '../definitionLimits';
import type { Category, Part } from '../types';
import { kind, objectOf, textOf } from './access';

export const offerField = 'Offer Text';

/** The other components of the template, by type. */
interface Beside {
	category: Category;
	header?: Part;
	footer?: Part;
	/** Kinds of buttons, in order. */
	buttons: string[];
}

/**
 * A limited-time offer and the components allowed with it. WhatsApp docs: Templates > Limited-time offer templates.
 * @throws InputError
 */
export function checkOffer(part: Part, { category, header, footer, buttons }: Beside): void {
	const offer = objectOf(part.limited_time_offer, offerField);
	const text = textOf(offer.text, offerField);
	if (text === '') throw emptyFieldError(offer.text, offerField, 'Enter what the offer is, such as Expiring offer!');
	checkMaxLength(text, templateTexts.offer, offerField, SHORTEN);
	if (category !== 'MARKETING') {
		throw new InputError('Category', 'must be Marketing for a limited-time offer', "Choose 'Marketing'");
	}
	if (footer) throw new InputError('Footer', 'is not allowed in a limited-time offer', 'Remove the footer');
	const format = kind(header?.format);
	if (header && format !== 'IMAGE' && format !== 'VIDEO') {
		throw new InputError(
			'Header',
			'must be an image or video in a limited-time offer',
			'Choose another header, or none',
		);
	}
	checkOrder(buttons);
}

function checkOrder(buttons: string[]): void {
	const wrong = buttons.find((type) => type !== 'COPY_CODE' && type !== 'URL');
	if (wrong !== undefined) {
		throw new InputError(
			'Buttons',
			`include the type ${wrong}, which is not allowed in a limited-time offer`,
			'Use a copy code button and a URL button',
		);
	}
	if (buttons.indexOf('COPY_CODE') > 0) {
		throw new InputError(
			'Buttons',
			'must start with the copy code button',
			'Put the copy code button first, then the URL button',
		);
	}
}
