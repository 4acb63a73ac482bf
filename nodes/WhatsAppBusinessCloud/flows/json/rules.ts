export type Level = 'error' | 'warning';

interface Rule {
	level: Level;
	/** Newer versions of Flow JSON may have relaxed or extended this rule, so it only warns for them. */
	growing?: true;
	/**
	 * Source of the rule: a section of Meta's Flows documentation, with the error code if it has one. For undocumented
	 * rules, `Flow Builder:` and the error code that Meta's editor reports.
	 */
	source: string;
}

const error = (source: string) => ({ level: 'error', source }) as const;
const growing = (source: string) => ({ level: 'error', growing: true, source }) as const;
const warning = (source: string) => ({ level: 'warning', source }) as const;

/** Source of rules of this package that protect it from input no real flow has. */
const OURS = 'This package';

/**
 * All rules by ID. An error is what Meta rejects. A warning is what its documentation advises against, truncates or
 * does not show, contradicts itself about, or does not mention. Some errors are warnings where the documentation is
 * less strict; the check then sets the level.
 */
export const rules = {
	// The text.
	'json-syntax': error('Error codes > Schema validation errors: INVALID_FLOW_JSON'),
	'nesting-depth': error(OURS),

	// Versions.
	'version-missing': error('Error codes > Flow JSON version errors: MISSING_FLOW_JSON_VERSION'),
	'version-format': error('Error codes > Flow JSON version errors: INVALID_FLOW_JSON_VERSION'),
	'version-unknown': error('Error codes > Flow JSON version errors: INVALID_FLOW_JSON_VERSION'),
	'version-ended': error(
		'Error codes > Flow JSON version errors: UNSUPPORTED_FLOW_JSON_VERSION; Changelog, 8 April 2025',
	),
	'version-frozen': warning('Versioning > States; Changelog, 10 September 2025'),
	'version-newer': warning('Changelog > Currently supported versions'),
	'data-api-version': error(
		'Error codes > Flow JSON version errors: NO_SUPPORTED_DATA_API_VERSION; Changelog > Currently supported versions',
	),
	'data-api-version-newer': warning('Changelog > Currently supported versions'),

	// Properties.
	'property-unknown': growing('Error codes > Schema validation errors: INVALID_PROPERTY_KEY'),
	'property-undocumented': warning('Components has no such property; flows have it'),
	'property-since': error('Changelog; Error codes > Schema validation errors: INVALID_PROPERTY_KEY'),
	'property-removed': error(
		'Flow JSON > Top-level Flow JSON properties; Error codes > Schema validation errors: INVALID_PROPERTY_KEY',
	),
	'property-required': error('Error codes > Schema validation errors: MISSING_REQUIRED_TYPE_PROPERTY'),
	'property-expected': warning('Flow JSON > Actions: every example has it'),
	'property-type': error('Error codes > Schema validation errors: INVALID_PROPERTY_TYPE'),
	'property-value': growing('Error codes > Schema validation errors: INVALID_PROPERTY_VALUE, INVALID_ENUM_VALUE'),
	'property-format': error('Error codes > Schema validation errors: INVALID_PROPERTY_VALUE_FORMAT, PATTERN_MISMATCH'),
	'property-static': warning('Components says of other properties that they can be dynamic'),
	'property-in-form': error(
		'Components: only available when the component is outside of a Form; Error codes: INVALID_PROPERTY_KEY',
	),
	'text-blank': error('Changelog, 12 November 2024; Error codes > Schema validation errors: PATTERN_MISMATCH'),
	'text-too-long': warning('Components > Limits and restrictions; NavigationList: content is truncated at the limit'),
	'number-range': growing(
		'Error codes > Min max limit violation errors: MINIMUM_VALUE_REQUIRED, MAXIMUM_VALUE_REQUIRED',
	),
	'items-count': growing(
		'Error codes > Schema validation errors: MIN_ITEMS_REQUIRED; Min max limit violation errors: MAX_SCREENS_NUMBER',
	),
	'items-advised': warning('Components > Limits and restrictions; NavigationList: content over the limit is not shown'),
	'min-max': error('Error codes > Min max limit violation errors: MIN_VALUE_GREATER_THAN_MAX'),
	'date-range': error('Components > CalendarPicker; Flow Builder: INVALID_DATE_RANGE'),
	'image-base64': error('Components > Image; Flow Builder: INVALID_PROPERTY_VALUE'),
	'image-type': warning('Components > Image > Limits and restrictions'),
	'image-size': warning('Components > Limits and restrictions; Changelog, 12 November 2024'),
	'image-large': warning('Components > Image: recommended size; NavigationList: a placeholder replaces the image'),

	// Screens.
	'screen-id-format': growing('Error codes > Schema validation errors: PATTERN_MISMATCH'),
	'screen-id-reserved': error('Error codes > Naming errors: SCREEN_ID_IS_RESERVED_KEYWORD'),
	'screen-id-duplicate': error('Error codes > Naming errors: DUPLICATE_SCREEN_IDS'),
	'terminal-missing': error('Error codes > Terminal screen errors: MISSING_TERMINAL_SCREEN'),
	'terminal-footer': error('Error codes > Terminal screen errors: MISSING_FOOTER_ON_TERMINAL_SCREEN'),
	'terminal-navigate': warning(
		'Flow JSON > navigate action; from 7.3 on an error, Flow Builder: INVALID_PROPERTY_VALUE',
	),
	'success-not-terminal': error('Error codes > Schema validation errors: NOT_KEYWORD_SCHEMA_VALIDATION_FAILED'),
	'success-missing': error('Error codes > Schema validation errors: INVALID_PROPERTY_VALUE'),
	'refresh-without-endpoint': error('Error codes > Data_api_version, refresh_on_back errors: INVALID_PROPERTY_VALUE'),
	'sensitive-unknown': error(
		'Flow JSON > Screens: names of fields in the screen; Flow Builder: INVALID_SENSITIVE_FIELD',
	),

	// Data models.
	'data-type': error('Error codes > Screen data model errors: INVALID_SCREEN_DATA'),
	'data-type-unknown': warning('Flow JSON > Dynamic properties: the types'),
	'data-items': error('Error codes > Screen data model errors: INVALID_SCREEN_DATA'),
	'data-example-missing': error('Flow JSON > Declaring screen properties: mandatory'),
	'data-example-type': error('Error codes > Screen data model errors: INVALID_SCREEN_DATA'),
	'data-example-nested': error('Error codes > Screen data model errors: INVALID_SCREEN_DATA'),

	// Components.
	'component-unknown': growing('Error codes > Schema validation errors: INVALID_PROPERTY_VALUE'),
	'component-since': error('Components; Changelog'),
	'component-place': growing('Components > If, Switch; Flow JSON > Building forms guidelines'),
	'component-count': growing(
		'Error codes > Min max limit violation errors: MAX_FOOTER_PER_SCREEN and others; Components',
	),
	'components-count': growing('Components; Flow Builder: MAX_ALLOWED_COMPONENTS_PER_SCREEN, from 101 on'),
	'components-advised': warning('Components: 50 per screen; Flow Builder accepts 100'),
	'name-static': error('Flow JSON > Nested expressions: not in name and type'),
	'name-duplicate': error('Error codes > Naming errors: DUPLICATE_FORM_COMPONENT_NAMES'),
	'form-outside': error('Error codes > Optional form: COMPONENTS_OUTSIDE_FORM'),
	'form-field-unknown': warning(
		'Flow JSON > Form configuration; init-values from 7.0 on an error, Flow Builder: INVALID_PROPERTY_VALUE',
	),
	'form-field-type': error('Flow JSON > Form configuration; Changelog, 11 March 2025'),
	'form-media': error('Error codes > Native component errors: NATIVE_COMPONENT_IN_FORM_INIT_VALUES'),
	'footer-captions': error(
		'Error codes > Schema validation errors: INVALID_DEPENDENCIES, NOT_KEYWORD_SCHEMA_VALIDATION_FAILED',
	),
	'footer-branches': error(
		'Error codes > Footer errors: MISSING_FOOTER_IN_IF_ELSE_BRANCHES, MISSING_FOOTER_IN_SWITCH_BRANCHES',
	),
	'footer-nested': error('Components > If > Rules > Footer'),
	'if-nesting': growing('Components > If: up to 3 levels; Flow Builder: MAXIMUM_IF_NESTING'),
	'option-duplicate': warning('Components does not say that IDs have to differ'),
	'option-image-color': error('Flow Builder: DATA_SOURCE_ITEMS_HAVE_BOTH_IMAGE_AND_COLOR'),
	'pattern-helper': error('Components > TextInput: helper-text is mandatory with pattern'),
	'pattern-input-type': error('Components > TextInput: input types of pattern'),
	'calendar-mode': error(
		'Components > CalendarPicker; Flow Builder: INVALID_PROPERTY_NAME_FOR_CONDITION, MISSING_CALENDAR_PICKER_RANGE_MODE_PROP',
	),
	'media-pickers': error('Media upload components > Limitations and restrictions'),
	'rich-text-alone': error(
		'Components > Rich Text; Flow Builder: INVALID_RICHTEXT_PLACEMENT, INVALID_COMPONENT_PLACEMENT',
	),
	'navigation-alone': growing(
		'Components > Navigation List > Limits and restrictions; Flow Builder: INVALID_COMPONENT_PLACEMENT',
	),
	'navigation-terminal': growing('Components > Navigation List > Limits and restrictions'),
	'navigation-action': error('Components > Navigation List > Limits and restrictions'),
	'navigation-badge': growing('Components > Navigation List > Limits and restrictions'),
	'navigation-end': growing('Components > Navigation List > Limits and restrictions'),

	// Actions.
	'action-unknown': growing('Error codes > Schema validation errors: INVALID_ENUM_VALUE'),
	'action-since': error('Flow JSON > Actions; Changelog, 12 November 2024'),
	'action-place': growing('Error codes > Schema validation errors: INVALID_ENUM_VALUE'),
	'action-undocumented': warning('Components does not list the action for the property'),
	'action-twice': error('Flow Builder: INVALID_PROPERTY_KEY, on-select-action on the component and its data-source'),
	'endpoint-missing': error('Error codes > Data_api_version, refresh_on_back errors: MISSING_REQUIRED_PROPERTY'),
	'complete-not-terminal': error('Error codes > Complete action errors: INVALID_COMPLETE_ACTION'),
	'navigate-screen': error('Error codes > Navigate action errors: INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME'),
	'navigate-self': error('Error codes > Navigate action errors: INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME'),
	'navigate-data-missing': error(
		'Error codes > Navigate action errors: INVALID_NAVIGATE_ACTION_PAYLOAD; of flows without an endpoint',
	),
	'navigate-data-unknown': error(
		'Error codes > Navigate action errors: INVALID_NAVIGATE_ACTION_PAYLOAD; of flows without an endpoint',
	),
	'navigate-data-type': error('Error codes > Navigate action errors: INVALID_NAVIGATE_ACTION_PAYLOAD'),
	'update-data-unknown': error('Error codes > Action errors: INVALID_ACTION_PAYLOAD_PROPERTY'),
	'update-data-type': error('Flow JSON > update_data action; Flow Builder: INVALID_UPDATE_DATA_ACTION_PAYLOAD'),
	'update-data-self': error('Flow Builder: INVALID_UPDATE_DATA_ACTION_PAYLOAD'),
	'media-navigate': error('Error codes > Native component errors: INVALID_ON_CLICK_ACTION_PAYLOAD'),
	'media-nested': error('Error codes > Native component errors: INVALID_ON_CLICK_ACTION_PAYLOAD'),
	'media-complete': error(
		'Media upload components > Limitations and restrictions; Flow Builder: INVALID_ON_CLICK_ACTION_PAYLOAD',
	),
	'media-complete-several': warning('Error codes > Native component errors; Flow Builder accepts it since 5.0'),

	// References and expressions.
	'reference-syntax': warning('Flow JSON > Dynamic properties'),
	'reference-mixed': error('Flow JSON > Dynamic properties: a compilation error'),
	'reference-unknown': error(
		'Error codes > Screen data model errors: INVALID_SCREEN_DYNAMIC_DATA; On-click action errors: INVALID_ON_CLICK_ACTION_PAYLOAD',
	),
	'reference-format': error('Flow Builder: INVALID_SCREEN_DYNAMIC_DATA, format of dynamic data'),
	'reference-own-screen': error('Error codes > Screen data model errors: the screen represents the current screen'),
	'reference-type': error('Error codes > Screen data model errors: INVALID_SCREEN_DYNAMIC_DATA'),
	'reference-items': error('Error codes > Screen data model errors: INVALID_SCREEN_DYNAMIC_DATA'),
	'reference-required': error('Components > Switch: a variable'),
	'expression-since': error('Flow JSON > Nested expressions: since 6.0'),
	'expression-syntax': error('Error codes > If component errors: INVALID_PROPERTY_VALUE'),
	'expression-type': error('Error codes > If component errors: INVALID_PROPERTY_VALUE'),
	'expression-literals': error('Error codes > If component errors: INVALID_PROPERTY_VALUE'),

	// Routing.
	'routing-missing': error('Error codes > Data_api_version, refresh_on_back errors: MISSING_REQUIRED_PROPERTY'),
	'routing-unneeded': warning('Flow JSON > Routing model: generated without an endpoint'),
	'routing-screen-missing': error('Error codes > Routing model errors: INVALID_ROUTING_MODEL, screens are missing'),
	'routing-screen-unknown': error('Error codes > Routing model errors: INVALID_ROUTING_MODEL, invalid screens'),
	'routing-self': error('Error codes > Routing model errors: INVALID_ROUTING_MODEL, loop detected'),
	'routing-back': error('Error codes > Routing model errors: INVALID_ROUTING_MODEL, backward route'),
	'routing-loop': warning('Flow JSON > Routing rules: only forward routes; Flow Builder accepts a circle of three'),
	'routing-entry': error('Error codes > Routing model errors: INVALID_ROUTING_MODEL, no entry screen'),
	'routing-disconnected': error('Error codes > Routing model errors: INVALID_ROUTING_MODEL, screens are not connected'),
	'routing-branches': growing('Error codes > Routing model errors: INVALID_ROUTING_MODEL, number of branches'),
	'routing-end': warning("Flow JSON > Routing rules: routes end at a terminal screen; Meta's examples have others"),
	'routing-navigate': error('Error codes > Routing model errors: INVALID_ROUTING_MODEL, missing direct route'),

	'findings-limit': warning(OURS),
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof rules;
