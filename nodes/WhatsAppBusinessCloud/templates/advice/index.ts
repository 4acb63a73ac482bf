import { toWarning, type InputWarning } from '../../shared/inputWarning';
import { adviseDisplayFormat, adviseOldAppForm, adviseOrderLabel } from './buttons';
import { adviseCarousel } from './carousels';
import { adviseOffer } from './offers';
import { adviseFooter, adviseHeaderText, adviseDuplicateNames, adviseVariableRatio } from './texts';
import type { Definition, DefinitionRule } from './types';

const rules: readonly DefinitionRule[] = [
	adviseHeaderText,
	adviseFooter,
	adviseDuplicateNames,
	adviseVariableRatio,
	adviseOffer,
	adviseCarousel,
	adviseOrderLabel,
	adviseDisplayFormat,
	adviseOldAppForm,
];

/**
 * Warnings about what Meta advises against in a template, or what its documentation contradicts itself about.
 * @param jsonField display name of the field with the components as JSON; undefined when they come from a form
 */
export const adviseDefinition = (definition: Definition, jsonField?: string): InputWarning[] =>
	rules.flatMap((rule) => rule(definition)).map((advisory) => toWarning(advisory, jsonField));
