// The rules of ruff, as far as they have a sense in JavaScript.
import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    files: ["**/*.js"],
    languageOptions: { ecmaVersion: 2023, sourceType: "module", globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "arrow-body-style": "error",
      complexity: ["error", 12],
      eqeqeq: "error",
      "max-depth": ["error", 3],
      "max-len": ["error", 120],
      "max-lines": ["error", 250],
      "max-lines-per-function": ["error", 40],
      "max-params": ["error", 5],
      "no-param-reassign": "error",
      "no-shadow": "error",
      "no-use-before-define": ["error", { functions: false, variables: false }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
  // What a page runs at once, without a component: plain scripts.
  { files: ["dashboard/ui/assets/{french,links}.js"], languageOptions: {
    sourceType: "script", globals: { FRENCH: "readonly", LISTS: "readonly", LOST: "readonly" },
  } },
  { files: ["tests/js/**"], languageOptions: { globals: globals.node } },
];
