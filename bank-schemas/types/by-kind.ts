/** The type of a document by the name of its schema. */
import type {
  Bank,
  Blueprint,
  Certificate,
  Form,
  Item,
  ItemFile,
  ItemModel,
  Pool,
  PoolBlueprint,
  PracticalTask,
  Response,
  Result,
  Standard,
  Syllabus,
} from './documents.ts'

export interface Documents {
  standard: Standard
  syllabus: Syllabus
  bank: Bank
  item: Item
  'item-file': ItemFile
  'item-model': ItemModel
  'practical-task': PracticalTask
  blueprint: Blueprint
  pool: Pool
  'pool-blueprint': PoolBlueprint
  form: Form
  response: Response
  result: Result
  certificate: Certificate
}
