import type { Advisory } from '../../shared/inputWarning';
import { countCharacters } from '../../shared/input/textLength';
import { isObject } from '../../shared/input/parameterValues';
import { kind } from '../check/access';
import { buttonFields } from '../check/buttons';
import { offerCodeInOffer } from '../definitionLimits';
import { findComponent, locateButtons, type DefinitionRule } from './types';

/**
 * A limited-time offer. WhatsApp docs: Templates > Limited-time offer templates: codes have at most 15 characters (20
 * on Coupon code templates). The example code and the URL button are marked as required, but the page on sending allows
 * omitting both.
 */
export const adviseOffer: DefinitionRule = ({ components }) => {
	const offer = findComponent(components, 'LIMITED_TIME_OFFER');
	if (!offer) return [];
	const buttons = locateButtons(components);
	const find = (type: string) => buttons.find(({ part }) => kind(part.type) === type);
	const found: Advisory[] = [];
	const list = { field: buttonFields.list, path: 'components' };
	const code = find('COPY_CODE');
	const example: unknown = Array.isArray(code?.part.example) ? code.part.example[0] : code?.part.example;
	if (code && typeof example === 'string' && countCharacters(example) > offerCodeInOffer.max) {
		found.push({
			field: buttonFields.code,
			path: `${code.path}.example`,
			problem: `has more than ${offerCodeInOffer.max} characters`,
			advice: `Shorten it: in limited-time offers Meta allows ${offerCodeInOffer.max} characters.`,
		});
	}
	const expires =
		isObject(offer.part.limited_time_offer) && String(offer.part.limited_time_offer.has_expiration) === 'true';
	if (expires && !code)
		found.push({
			...list,
			problem: 'have no copy code button',
			advice: 'Add one: Meta requires an offer code in offers with an end.',
		});
	if (!find('URL'))
		found.push({
			...list,
			problem: 'have no URL button',
			advice: 'Add one: Meta requires a URL button in limited-time offers.',
		});
	return found;
};
