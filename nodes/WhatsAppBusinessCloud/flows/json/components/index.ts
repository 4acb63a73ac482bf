import type { ComponentSpec } from '../types';
import { calendarPicker } from './calendarPicker';
import { checkboxGroup, chipsSelector, dropdown, radioButtonsGroup } from './choices';
import { conditional, switchComponent } from './conditional';
import { datePicker } from './datePicker';
import { embeddedLink } from './embeddedLink';
import { footer } from './footer';
import { form } from './form';
import { imageCarousel, imageComponent } from './images';
import { documentPicker, photoPicker } from './mediaPickers';
import { navigationList } from './navigationList';
import { optIn } from './optIn';
import { textArea } from './textArea';
import { textInput } from './textInput';
import { richText, textBody, textCaption, textHeading, textSubheading } from './texts';

/**
 * All components by type. To add one, create a table in this folder and add it here. WhatsApp docs: Flows > Components.
 */
export const components: ReadonlyMap<unknown, ComponentSpec> = new Map(
	[
		textHeading,
		textSubheading,
		textBody,
		textCaption,
		richText,
		textInput,
		textArea,
		checkboxGroup,
		radioButtonsGroup,
		dropdown,
		chipsSelector,
		datePicker,
		calendarPicker,
		optIn,
		embeddedLink,
		imageComponent,
		imageCarousel,
		navigationList,
		photoPicker,
		documentPicker,
		conditional,
		switchComponent,
		form,
		footer,
	].map((spec) => [spec.type, spec]),
);
