import { kind } from '../check/access';
import { buttonFields } from '../check/buttons';
import { definitionFields } from '../check/definition';
import { otpFields } from '../check/oneTimePassword';
import { locateButtons, locateCards, type Definition, type DefinitionRule, type Located } from './types';
import { joinPaths } from '../../shared/inputPath';

/** Labels of order buttons. WhatsApp docs: Payments > India > Order details templates; Checkout button templates. */
const orderLabels = ['Review and Pay', 'Buy now'];

const allButtons = ({ components }: Definition): Located[] => [
	...locateButtons(components),
	...locateCards(components).flatMap(({ part, path, entry }) =>
		locateButtons(part.components, `${path}.components`, entry),
	),
];

/** India requires this label; Payments > Brazil > Order details templates shows one chosen by the business. */
export const adviseOrderLabel: DefinitionRule = (definition) =>
	allButtons(definition)
		.filter(
			({ part }) =>
				kind(part.type) === 'ORDER_DETAILS' && typeof part.text === 'string' && !orderLabels.includes(part.text),
		)
		.map(({ path, entry }) => ({
			field: joinPaths(entry, buttonFields.text),
			path: `${path}.text`,
			problem: `is neither ${orderLabels.join(' nor ')} on an order button`,
			advice: `Use ${orderLabels.join(' or ')} in India. In Brazil, Meta's page shows other texts.`,
		}));

/**
 * WhatsApp docs: Payments > India > Order details templates: Marketing templates have a display format, checkout
 * templates do not.
 */
export const adviseDisplayFormat: DefinitionRule = (definition) => {
	const button = locateButtons(definition.components).find(({ part }) => kind(part.type) === 'ORDER_DETAILS');
	if (!button || definition.category !== 'MARKETING' || definition.displayFormat !== undefined) return [];
	return [
		{
			field: definitionFields.display,
			path: 'display_format',
			problem: 'is not set for an order button in a marketing template',
			advice: `Add '${definitionFields.display}' under 'Additional Fields', unless this is a checkout template.`,
		},
	];
};

/**
 * The app in the button itself. WhatsApp docs: One-tap autofill templates; Changelog: unsupported since Graph API
 * v21.0.
 */
export const adviseOldAppForm: DefinitionRule = (definition) =>
	allButtons(definition)
		.filter(
			({ part }) => kind(part.type) === 'OTP' && (part.package_name !== undefined || part.signature_hash !== undefined),
		)
		.map(({ path, entry }) => ({
			field: joinPaths(entry, otpFields.apps),
			path,
			problem: 'has package_name and signature_hash in the button itself',
			advice: 'Put them into the list supported_apps: Meta has not accepted the older form since Graph API v21.0.',
		}));
