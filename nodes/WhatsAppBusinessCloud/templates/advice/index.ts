import { toWarning, type InputWarning } from '../../shared/inputWarning';
import { adviseDisplayFormat, adviseOldAppForm, adviseOrderLabel } from './buttons';
import { adviseCarousel } from './carousels';
import { adviseOffer } from './offers';
import { adviseFooter, adviseHeaderText, adviseRepeatedNames, adviseVariableRatio } from './texts';
import type { Definition, DefinitionRule } from './types';

const rules: readonly DefinitionRule[] = [
	adviseHeaderText,
	adviseFooter,
	adviseRepeatedNames,
	adviseVariableRatio,
	adviseOffer,
	adviseCarousel,
	adviseOrderLabel,
	adviseDisplayFormat,
	adviseOldAppForm,
];

/**
 * What Meta advises against in a template, or what its pages disagree about.
 * @param jsonField display name of the field in which the components were written as JSON; undefined when they come from a form
 */
export const adviseDefinition = (definition: Definition, jsonField?: string): InputWarning[] =>
	rules.flatMap((rule) => rule(definition)).map((advisory) => toWarning(advisory, jsonField));
