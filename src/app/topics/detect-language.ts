export { detectLanguage } from "../../topics/detect-language.ts";
