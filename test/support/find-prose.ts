import { type Node, type SourceFile, SyntaxKind } from 'typescript/unstable/ast';
import {
  isCallExpression,
  isExpressionStatement,
  isIdentifier,
  isJsxAttribute,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isStringLiteral,
  isVariableDeclaration,
} from 'typescript/unstable/ast/is';

/** A text in code that a person would read, and where it stands. */
export type Prose = { line: number; text: string };

/** Every text of a source file that reads like words for people instead of for machines. */
export function findProse(file: SourceFile): Prose[] {
  const found: Prose[] = [];
  const walk = (node: Node, context: string | null) => {
    if (isDirective(node)) return;
    const text = textOf(node);
    const spoken = node.kind === SyntaxKind.JsxText ? /\p{L}{2,}/u : PROSE;
    if (text !== null && spoken.test(text) && !isSpared(text, context)) {
      found.push({ line: lineOf(file, node), text: text.trim().replace(/\s+/g, ' ') });
    }
    if (SPARED_NODES.has(node.kind) || isQuestionToTheMachine(node)) return;
    const name = nameOf(node);
    node.forEachChild((child) => walk(child, name ?? context));
  };
  walk(file, null);
  return found;
}

/** Two words beside each other, or one that begins as sentences and labels do. */
const PROSE =
  /^\s*\p{Lu}\p{Ll}+[\s\p{L},.…:’]*$|(?<![\w:[/(.#@-])\p{L}+[,;:]? \p{L}{2,}(?![\w\]-])/u;

/** Names of what is never read by people. */
const MACHINE =
  /class|style|^(d|viewBox|href|src|id|key|type|role|code|sizes|autoComplete|method)$/i;

/** Names, words of protocols and of the keyboard: the same in every language. */
const ALIKE = new Set([
  ...['Ruascope', 'TLS', 'STARTTLS', 'XML', 'JSON', 'v=TLSRPTv1; rua=mailto:…', 'dmr_'],
  ...['Ctrl K', 'Esc', 'Escape', 'ArrowUp', 'ArrowDown'],
  // The folder of a mailbox that mails are moved to, as an example.
  'Archive',
]);

function isSpared(text: string, context: string | null) {
  return ALIKE.has(text.trim()) || (context !== null && MACHINE.test(context));
}

/** Imports are paths, types are not there when the page runs. */
const SPARED_NODES = new Set([
  SyntaxKind.ImportDeclaration,
  SyntaxKind.TypeAliasDeclaration,
  SyntaxKind.InterfaceDeclaration,
  SyntaxKind.LiteralType,
]);

/** `document.querySelector('main tbody tr')`, `key.startsWith('Arrow')`; the log is in English. */
function isQuestionToTheMachine(node: Node) {
  if (!isCallExpression(node) || !isPropertyAccessExpression(node.expression)) return false;
  const { name, expression } = node.expression;
  return ASKING.has(name.text) || (isIdentifier(expression) && expression.text === 'log');
}

const ASKING = new Set(['querySelector', 'querySelectorAll', 'closest', 'matches', 'startsWith']);

/** `'use client'`. */
function isDirective(node: Node) {
  return isExpressionStatement(node) && isStringLiteral(node.expression);
}

function textOf(node: Node): string | null {
  switch (node.kind) {
    case SyntaxKind.JsxText:
    case SyntaxKind.StringLiteral:
    case SyntaxKind.NoSubstitutionTemplateLiteral:
    case SyntaxKind.TemplateHead:
    case SyntaxKind.TemplateMiddle:
    case SyntaxKind.TemplateTail:
      return 'text' in node && typeof node.text === 'string' ? node.text : null;
    default:
      return null;
  }
}

/** What a text belongs to: an attribute, a property or a constant. */
function nameOf(node: Node): string | null {
  if (isJsxAttribute(node) || isPropertyAssignment(node) || isVariableDeclaration(node)) {
    return 'text' in node.name && typeof node.name.text === 'string' ? node.name.text : null;
  }
  return null;
}

function lineOf(file: SourceFile, node: Node) {
  return file.text.slice(0, node.end).split('\n').length;
}
