import { z } from 'zod';

/** Shapes that openapi.json describes once, under a name, and refers to. */
export const NAMED = z.registry<{ id: string }>();

/** A shape under that name. */
export function named<Shape extends z.ZodType>(id: string, shape: Shape): Shape {
  NAMED.add(shape, { id });
  return shape;
}
