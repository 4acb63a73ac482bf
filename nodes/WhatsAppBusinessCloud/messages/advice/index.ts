import type { IDataObject } from 'n8n-workflow';
import { toWarning, type InputWarning } from '../../shared/inputWarning';
import { adviseAddress } from './address';
import { adviseCarousel } from './carousel';
import { adviseDirectSend } from './directSend';
import { adviseFlowButton } from './flowButton';
import { adviseGroup } from './group';
import { adviseOrder } from './order';
import { adviseTemplateValues } from './templateValues';
import type { MessageRule } from './types';

/** Adding a rule = one file like the others here, and one entry. */
const rules: readonly MessageRule[] = [
	adviseAddress,
	adviseCarousel,
	adviseDirectSend,
	adviseFlowButton,
	adviseGroup,
	adviseOrder,
	adviseTemplateValues,
];

/**
 * What Meta advises against in a message, wherever it comes from: a form, raw JSON or template components.
 * @param message the whole message, ready to be sent
 * @param jsonField display name of the field in which it was written as JSON; undefined when it comes from a form
 */
export const adviseMessage = (message: IDataObject, jsonField?: string): InputWarning[] =>
	rules.flatMap((rule) => rule(message)).map((advisory) => toWarning(advisory, jsonField));
