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

/** To add a rule, create a file like the others here and add an entry. */
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
 * Warnings about what Meta advises against in a message from any source: a form, raw JSON or template components.
 * @param message the complete message, ready to be sent
 * @param jsonField display name of the field with the message as JSON; undefined when it comes from a form
 */
export const adviseMessage = (message: IDataObject, jsonField?: string): InputWarning[] =>
	rules.flatMap((rule) => rule(message)).map((advisory) => toWarning(advisory, jsonField));
