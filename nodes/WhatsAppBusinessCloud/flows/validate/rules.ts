import type { Level } from './findings';

/** A rule that newer versions of Flow JSON may have relaxed or extended: with them, breaking it is only a warning. */
const growing = { level: 'error', growing: true } as const;
const error = { level: 'error' } as const;
const warning = { level: 'warning' } as const;

/**
 * Every rule, by its ID. An error is what Meta's documentation says is refused or cannot work; a warning is what it
 * advises against, what works differently from how it reads, and what is not documented. Sources: WhatsApp docs: Flows >
 * Flow JSON, Components, Media upload components, Error codes > Static validation errors, Versioning and Changelog.
 */
export const rules = {
	// The text. Flows > Error codes > Static validation errors: INVALID_FLOW_JSON.
	'json-syntax': error,
	'nesting-depth': error,

	// Versions. Flows > Changelog; Error codes > Flow JSON version errors.
	'version-missing': error,
	'version-format': error,
	'version-unknown': error,
	'version-ended': error,
	'version-frozen': warning,
	'version-newer': warning,
	'data-api-version': error,
	'data-api-version-newer': warning,

	// Properties. Flows > Components; Error codes: INVALID_PROPERTY_*, PATTERN_MISMATCH, MIN_*_REQUIRED.
	'property-unknown': growing,
	'property-undocumented': warning,
	'property-since': error,
	'property-removed': error,
	'property-required': error,
	'property-expected': warning,
	'property-type': error,
	'property-value': growing,
	'property-format': error,
	'property-static': warning,
	'property-in-form': error,
	'text-blank': error,
	'text-too-long': growing,
	'number-range': growing,
	'items-count': growing,
	'min-max': error,
	'image-base64': error,
	'image-type': warning,
	'image-size': growing,
	'image-large': warning,

	// Screens. Flows > Flow JSON > Screens; Error codes > Naming, Terminal screen.
	'screen-id-format': growing,
	'screen-id-reserved': error,
	'screen-id-duplicate': error,
	'terminal-missing': error,
	'terminal-footer': error,
	'terminal-navigate': warning,
	'success-not-terminal': error,
	'success-missing': error,
	'refresh-without-endpoint': error,
	'sensitive-unknown': warning,

	// Data models. Flows > Flow JSON > Declaring screen properties; Error codes > Screen data model errors.
	'data-type': error,
	'data-type-unknown': warning,
	'data-items': error,
	'data-example-missing': error,
	'data-example-type': error,
	'data-example-nested': error,

	// Components. Flows > Components; Error codes > Optional form, Footer, If, Switch, Native components.
	'component-unknown': growing,
	'component-since': error,
	'component-place': growing,
	'component-count': growing,
	'components-count': growing,
	'name-static': error,
	'name-duplicate': error,
	'form-outside': error,
	'form-field-unknown': warning,
	'form-field-type': error,
	'form-media': error,
	'footer-captions': error,
	'footer-branches': error,
	'footer-nested': error,
	'if-nesting': growing,
	'option-duplicate': warning,
	'pattern-helper': error,
	'pattern-input-type': error,
	'calendar-mode': error,
	'media-pickers': error,
	'rich-text-alone': warning,
	'navigation-alone': growing,
	'navigation-terminal': growing,
	'navigation-action': error,
	'navigation-badge': growing,
	'navigation-end': growing,

	// Actions. Flows > Flow JSON > Actions; Error codes > On-click action, Complete, Navigate, Action errors.
	'action-unknown': growing,
	'action-since': error,
	'action-place': growing,
	'action-undocumented': warning,
	'endpoint-missing': error,
	'complete-not-terminal': error,
	'navigate-screen': error,
	'navigate-self': error,
	'navigate-data-missing': error,
	'navigate-data-unknown': error,
	'navigate-data-type': error,
	'update-data-unknown': error,
	'update-data-type': error,
	'media-navigate': error,
	'media-nested': error,
	'media-complete': warning,

	// References and expressions. Flows > Flow JSON > Dynamic properties, Nested expressions, Global properties; Components > If.
	'reference-syntax': warning,
	'reference-mixed': error,
	'reference-unknown': error,
	'reference-own-screen': error,
	'reference-type': error,
	'reference-items': error,
	'reference-required': error,
	'expression-since': error,
	'expression-syntax': error,
	'expression-type': error,
	'expression-literals': error,

	// Routing. Flows > Flow JSON > Routing model; Error codes > Routing model errors.
	'routing-missing': error,
	'routing-unneeded': warning,
	'routing-screen-missing': error,
	'routing-screen-unknown': error,
	'routing-self': error,
	'routing-back': error,
	'routing-loop': error,
	'routing-entry': error,
	'routing-disconnected': error,
	'routing-branches': growing,
	'routing-end': error,
	'routing-navigate': error,

	'findings-limit': warning,
} as const satisfies Record<string, { level: Level; growing?: true }>;

export type RuleId = keyof typeof rules;
