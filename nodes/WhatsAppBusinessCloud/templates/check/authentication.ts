import { formatNumber } from '../../shared/formatNumber';
import { InputError } from '../../shared/inputError';
import { wholeNumber } from '../../shared/input/validators';
import { codeExpirationMinutes } from '../definitionLimits';
import type { Part } from '../types';
import { kind, partsOf, textOf } from './access';
import { buttonFields, checkButtons } from './buttons';

export const expirationField = 'Code Expires After (Minutes)';

const allowed = ['BODY', 'FOOTER', 'BUTTONS'];

/**
 * An authentication template. WhatsApp writes its texts, so it must not contain any. WhatsApp docs: Authentication
 * templates.
 * @throws InputError
 */
export function checkAuthentication(components: Part[]): void {
	for (const component of components) {
		const type = kind(component.type);
		if (!allowed.includes(type)) {
			throw new InputError(
				'Category',
				`is Authentication, which has no ${type.toLowerCase().replace(/_/g, ' ') || 'such part'}`,
				'Remove that part, or choose another category',
			);
		}
		if (type === 'BUTTONS' || textOf(component.text, 'Body') === '') continue;
		const field = type === 'BODY' ? 'Body' : 'Footer';
		throw new InputError(
			field,
			'is not allowed: WhatsApp provides the text of authentication templates',
			'Remove the text, or choose another category',
		);
	}
	const footer = components.find(({ type }) => kind(type) === 'FOOTER');
	wholeNumber(footer?.code_expiration_minutes, codeExpirationMinutes, expirationField);
	const buttons = checkButtons(
		partsOf(components.find(({ type }) => kind(type) === 'BUTTONS')?.buttons, buttonFields.list),
		'AUTHENTICATION',
	);
	if (buttons.length === 1 && buttons[0] === 'OTP') return;
	throw new InputError(
		buttonFields.list,
		`of an authentication template must be a single OTP button, got ${formatNumber(buttons.length)}: ${buttons.slice(0, 10).join(', ')}`,
		'Keep only the OTP button',
	);
}
