/** A small document of every kind, typed by the contract and used by the tests that prove it. */
import type {
  Bank,
  Blueprint,
  Certificate,
  Form,
  Item,
  ItemModel,
  Pool,
  PoolBlueprint,
  PracticalTask,
  Response,
  Result,
  Standard,
  Syllabus,
} from '../../bank-schemas/index.ts'

export const standard: Standard = {
  $schema: 'urn:liangcai:schema:v1:standard',
  id: '6-31-01-03',
  edition: '2026-1',
  title: '电工（一致性样例）',
  kind: 'industry',
  notice: '本文件是一致性测试样例，不是政府文件。',
  effective: {
    from: '2027-01-01',
    to: null,
  },
  occupation: {
    catalogue: '2022',
    code: '6-31-01-03',
    name: '电工',
    specialisations: [],
    flags: [],
    aliases: [],
  },
  levels: [4],
  overview: {
    definition: '从事电气设备安装、调试与维修的人员。',
    environment: '室内、外，常温。',
    abilities: '手指灵活，色觉正常。',
    education: '初中毕业。',
    training: {
      hours: {
        '4': 200,
      },
      teachers: '具有三级及以上职业资格。',
      facilities: '实训场地与设备。',
    },
  },
  eligibility: [
    {
      level: 4,
      generation: '2023',
      anyOf: [
        {
          clause: '1',
          text: '累计从事本职业工作满5年。',
          all: [
            {
              is: 'work-years',
              years: 5,
            },
          ],
        },
      ],
    },
  ],
  assessment: {
    parts: [
      {
        id: 'theory',
        name: '理论知识考试',
        levels: [4],
        minutes: {
          '4': 90,
        },
        fullMarks: 100,
        passMark: 60,
        method: '机考',
      },
      {
        id: 'practical',
        name: '操作技能考核',
        levels: [4],
        minutes: {
          '4': 120,
        },
        fullMarks: 100,
        passMark: 60,
        method: '现场操作',
      },
    ],
    ratios: {
      theoryInvigilators: {
        candidatesEach: 15,
        minimumPerRoom: 2,
      },
      practicalRaters: {
        candidatesEach: 5,
        minimum: 3,
        odd: true,
      },
    },
    venue: '标准教室与实训场地。',
  },
  basics: {
    ethics: [
      {
        clause: '2.1.1',
        name: '基本知识',
        items: [
          {
            clause: '2.1.1.1',
            text: '职业道德的作用',
          },
        ],
      },
    ],
    knowledge: [
      {
        clause: '2.2.1',
        name: '电工基础',
        items: [
          {
            clause: '2.2.1.1',
            text: '欧姆定律',
          },
        ],
      },
    ],
  },
  work: [
    {
      level: 4,
      functions: [
        {
          number: '1',
          name: '电气安装',
          contents: [
            {
              number: '1.1',
              name: '低压电器安装',
              skills: [
                {
                  clause: '4S1.1.1',
                  text: '能安装接触器',
                },
              ],
              knowledge: [
                {
                  clause: '4K1.1.1',
                  text: '接触器的结构与选用',
                },
              ],
            },
          ],
        },
      ],
    },
  ],
  weights: {
    theory: [
      {
        level: 4,
        rows: [
          {
            row: 'ethics',
            weight: 5,
          },
          {
            row: 'basics',
            weight: 15,
          },
          {
            row: '1',
            weight: 80,
          },
        ],
      },
    ],
    skill: [
      {
        level: 4,
        rows: [
          {
            row: '1',
            weight: 100,
          },
        ],
      },
    ],
  },
  sources: [
    {
      text: '量才行业评价规范 6-31-01-03（2026-1）4K1.1.1',
    },
  ],
}

export const syllabus: Syllabus = {
  $schema: 'urn:liangcai:schema:v1:syllabus',
  bank: '6-31-01-03',
  standard: {
    id: '6-31-01-03',
    edition: '2026-1',
  },
  level: 4,
  part: 'theory',
  version: '1.0.0',
  scopes: [
    {
      code: 'A',
      name: '基本要求',
      weight: 20,
      ratio: [1, 0, 1],
      children: [
        {
          code: 'AA',
          name: '职业道德',
          weight: 5,
          ratio: [0, 0, 1],
          row: 'ethics',
          children: [
            {
              code: 'AAA',
              name: '基本知识',
              weight: 5,
              ratio: [0, 0, 1],
              points: [
                {
                  code: 'AAA001',
                  name: '职业道德的作用',
                  importance: 'Z',
                  clauses: ['2.1.1.1'],
                },
              ],
            },
          ],
        },
        {
          code: 'AB',
          name: '基础知识',
          weight: 15,
          ratio: [1, 0, 0],
          row: 'basics',
          children: [
            {
              code: 'ABA',
              name: '电工基础',
              weight: 15,
              ratio: [1, 0, 0],
              points: [
                {
                  code: 'ABA001',
                  name: '欧姆定律',
                  importance: 'X',
                  clauses: ['2.2.1.1'],
                },
              ],
            },
          ],
        },
      ],
    },
    {
      code: 'B',
      name: '相关知识',
      weight: 80,
      ratio: [1, 0, 0],
      children: [
        {
          code: 'BA',
          name: '电气安装',
          weight: 80,
          ratio: [1, 0, 0],
          row: '1',
          children: [
            {
              code: 'BAA',
              name: '低压电器安装',
              weight: 80,
              ratio: [1, 0, 0],
              points: [
                {
                  code: 'BAA001',
                  name: '接触器的选用',
                  importance: 'X',
                  clauses: ['4K1.1.1'],
                },
              ],
            },
          ],
        },
      ],
    },
  ],
}

export const bank: Bank = {
  $schema: 'urn:liangcai:schema:v1:bank',
  id: '6-31-01-03',
  name: '电工（一致性样例）',
  version: '1.0.0',
  standard: {
    id: '6-31-01-03',
    edition: '2026-1',
  },
  levels: [4],
  patterns: [
    {
      id: 'standard',
      level: 4,
      name: '样例卷',
      minutes: 90,
      sections: [
        {
          kind: 'single-choice',
          count: 2,
          marksEach: 40,
        },
        {
          kind: 'true-false',
          count: 1,
          marksEach: 20,
        },
      ],
    },
  ],
  glossary: [
    {
      term: '接触器',
      en: 'contactor',
      avoid: ['交流开关'],
    },
  ],
  sources: [
    {
      text: '量才行业评价规范 6-31-01-03（2026-1）4K1.1.1',
    },
  ],
}

export const itemModel: ItemModel = {
  $schema: 'urn:liangcai:schema:v1:item-model',
  id: '6-31-01-03_4_ABA001_M01',
  kind: 'single-choice',
  point: 'ABA001',
  levels: [4],
  variables: [
    {
      name: 'U',
      domain: {
        from: '10',
        to: '100',
        step: '10',
      },
    },
    {
      name: 'R',
      domain: {
        values: ['2', '4', '5', '8'],
      },
    },
  ],
  derived: [
    {
      name: 'I',
      expression: 'U / R',
    },
  ],
  constraints: ['I >= 2', 'I < 40'],
  stem: '{{U}} V电压加在{{R}} Ω电阻上，电流为（　）。',
  key: {
    expression: 'I',
    decimals: 1,
    unit: 'A',
  },
  distractors: [
    {
      expression: 'U * R',
      mistake: '电压乘电阻',
    },
    {
      expression: 'R / U',
      mistake: '分子分母颠倒',
    },
    {
      expression: 'U + R',
      mistake: '相加',
    },
  ],
  rationale: '由欧姆定律，$I=U/R={{U}}/{{R}}={{I:1}}$ A。',
  difficulty: 2,
  cognitive: 'apply',
  seconds: 60,
  source: {
    text: '量才行业评价规范 6-31-01-03（2026-1）4K1.1.1',
  },
  secrecy: 'operational',
  status: 'released',
  selfTests: [
    {
      seed: 1,
      key: '17.5',
    },
    {
      seed: 2,
      key: '5.0',
    },
    {
      seed: 3,
      key: '2.5',
    },
  ],
}

export const practicalTask: PracticalTask = {
  $schema: 'urn:liangcai:schema:v1:practical-task',
  id: '6-31-01-03_4_P01',
  title: '接触器的安装',
  levels: [4],
  clauses: ['4S1.1.1'],
  method: '现场操作',
  minutes: 60,
  secrecy: 'operational',
  status: 'released',
  preparation: {
    site: [
      {
        name: '网孔板',
        quantity: '1',
      },
    ],
    candidate: [
      {
        name: '旋具',
      },
    ],
    safety: ['穿绝缘鞋'],
  },
  task: {
    background: '在网孔板上安装一只交流接触器并接线。',
    requirements: ['按图接线'],
    deliverables: ['接好的电路'],
  },
  sheet: {
    fullMarks: 100,
    sections: [
      {
        name: '安装',
        lines: [
          {
            id: '1.1',
            element: '固定',
            requirement: '牢固',
            marks: 40,
            deductions: [
              {
                id: 'a',
                text: '松动',
                each: 20,
                times: 2,
              },
            ],
          },
          {
            id: '1.2',
            element: '接线',
            requirement: '正确',
            marks: 60,
            deductions: [
              {
                id: 'a',
                text: '接错一处',
                each: 20,
                times: 3,
              },
            ],
          },
        ],
      },
    ],
    vetoes: [
      {
        id: 'V1',
        text: '带电接线',
        effect: 'part-zero',
      },
    ],
  },
  source: {
    text: '量才行业评价规范 6-31-01-03（2026-1）4K1.1.1',
  },
}

export const blueprint: Blueprint = {
  $schema: 'urn:liangcai:schema:v1:blueprint',
  bank: '6-31-01-03',
  level: 4,
  standard: {
    id: '6-31-01-03',
    edition: '2026-1',
    hash: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  },
  syllabus: {
    version: '1.0.0',
    hash: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  },
  pattern: 'standard',
  minutes: 90,
  sections: [
    {
      kind: 'single-choice',
      count: 2,
      marksEach: 40,
    },
    {
      kind: 'true-false',
      count: 1,
      marksEach: 20,
    },
  ],
  scopes: [
    {
      code: 'AA',
      marks: 5,
      tolerance: 1,
    },
  ],
  maxItemsPerPoint: 1,
  importance: ['X', 'Y', 'Z'],
  difficulty: {
    facility: 0.65,
    tolerance: 0.05,
  },
  secrecy: ['operational'],
  maxOverlap: 0.2,
}

export const form: Form = {
  $schema: 'urn:liangcai:schema:v1:form',
  id: '6-31-01-03_4_0123456789ab',
  bank: '6-31-01-03',
  level: 4,
  blueprint: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  seed: 7,
  index: 1,
  minutes: 90,
  fullMarks: 100,
  sections: [
    {
      kind: 'single-choice',
      title: '单项选择题',
      marksEach: 1,
      items: [
        {
          number: 1,
          id: '6-31-01-03_4_AAA001_01',
          hash: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
          point: 'AAA001',
        },
      ],
    },
  ],
}

export const response: Response = {
  $schema: 'urn:liangcai:schema:v1:response',
  batch: 'b1',
  admission: '0001',
  form: '6-31-01-03_4_0123456789ab',
  answers: [
    {
      number: 1,
      item: '6-31-01-03_4_AAA001_01',
      hash: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      seq: 3,
      response: 'A',
      savedAt: '2027-05-01T01:00:05Z',
    },
  ],
  startedAt: '2027-05-01T01:00:00Z',
  submittedAt: '2027-05-01T02:00:00Z',
  submittedBy: 'candidate',
  receipt: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
}

export const result: Result = {
  $schema: 'urn:liangcai:schema:v1:result',
  batch: 'b1',
  admission: '0001',
  standard: {
    id: '6-31-01-03',
    edition: '2026-1',
    hash: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  },
  level: 4,
  parts: [
    {
      id: 'theory',
      state: 'marked',
      marks: 72,
      fullMarks: 100,
      passMark: 60,
      passed: true,
      scoreRun: 'r1',
      reasons: ['72 ≥ 60'],
    },
    {
      id: 'practical',
      state: 'absent',
      marks: null,
      fullMarks: 100,
      passMark: 60,
      passed: false,
      reasons: ['缺考'],
    },
  ],
  passed: false,
  reasons: ['practical absent'],
}

export const certificate: Certificate = {
  $schema: 'urn:liangcai:schema:v1:certificate',
  number: 'Y123456789012274000001',
  title: '职业技能等级证书',
  institution: '样例评价机构',
  issuedOn: '2027-06-01',
  name: '张三',
  idType: '居民身份证',
  idNumberMasked: '320***********001X',
  occupation: '电工',
  occupationCode: '6-31-01-03',
  specialisation: '--',
  level: 4,
  levelName: '四级/中级工',
  basis: '考核',
  marks: [
    {
      part: 'theory',
      marks: 72,
    },
  ],
  trace: {
    batch: 'b1',
    admission: '0001',
    standard: {
      id: '6-31-01-03',
      edition: '2026-1',
      hash: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    },
    form: '6-31-01-03_4_0123456789ab',
    scoreRun: 'r1',
    responseReceipt: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  },
}

export const items: Item[] = [
  {
    id: '6-31-01-03_4_BAA001_04',
    kind: 'single-choice',
    point: 'BAA001',
    stem: '安装接触器时，其倾斜度一般要求（　）。',
    options: [
      {
        id: 'A',
        text: '不超过5°',
      },
      {
        id: 'B',
        text: '等于30°',
      },
      {
        id: 'C',
        text: '等于45°',
      },
      {
        id: 'D',
        text: '大于60°',
      },
    ],
    key: 'A',
    policy: 'all-or-nothing@1',
    rationale: '依据所列条款作出判断，其余各项是常见的错误认识。',
    levels: [4],
    difficulty: 3,
    cognitive: 'understand',
    seconds: 40,
    source: {
      text: '量才行业评价规范 6-31-01-03（2026-1）4K1.1.1',
    },
    secrecy: 'operational',
    status: 'released',
    selfTests: [
      {
        response: 'A',
        fraction: 1,
      },
      {
        response: 'B',
        fraction: 0,
      },
    ],
  },
  {
    id: '6-31-01-03_4_BAA001_06',
    kind: 'true-false',
    point: 'BAA001',
    stem: '短路环的作用是增大线圈的工作电流。',
    key: false,
    policy: 'all-or-nothing@1',
    rationale: '依据所列条款作出判断，相反的说法与事实不符。',
    levels: [4],
    difficulty: 3,
    cognitive: 'understand',
    seconds: 40,
    source: {
      text: '量才行业评价规范 6-31-01-03（2026-1）4K1.1.1',
    },
    secrecy: 'operational',
    status: 'released',
    selfTests: [
      {
        response: false,
        fraction: 1,
      },
      {
        response: true,
        fraction: 0,
      },
    ],
  },
  {
    id: '6-31-01-03_4_ABA001_03',
    kind: 'multiple-response',
    point: 'ABA001',
    stem: '应用欧姆定律可以求出的量有（　）。',
    rationale: '依据所列条款作出判断，其余做法与要求不符。',
    levels: [4],
    difficulty: 3,
    cognitive: 'understand',
    seconds: 40,
    source: {
      text: '量才行业评价规范 6-31-01-03（2026-1）4K1.1.1',
    },
    secrecy: 'operational',
    status: 'released',
    options: [
      {
        id: 'A',
        text: '电压',
      },
      {
        id: 'B',
        text: '电流',
      },
      {
        id: 'C',
        text: '频率',
      },
      {
        id: 'D',
        text: '相序',
      },
    ],
    key: ['A', 'B'],
    policy: 'partial-under@1',
    selfTests: [
      {
        response: ['A', 'B'],
        fraction: 1,
      },
      {
        response: ['A', 'C'],
        fraction: 0,
      },
    ],
  },
  {
    id: '6-31-01-03_4_ABA001_04',
    kind: 'numeric',
    point: 'ABA001',
    stem: '某电阻两端电压为12 V，电流为0.5 A，求电阻值，单位Ω。',
    rationale: '依据所列条款作出判断，其余做法与要求不符。',
    levels: [4],
    difficulty: 3,
    cognitive: 'understand',
    seconds: 40,
    source: {
      text: '量才行业评价规范 6-31-01-03（2026-1）4K1.1.1',
    },
    secrecy: 'operational',
    status: 'released',
    key: {
      value: '24',
      unit: 'Ω',
      tolerance: {
        kind: 'absolute',
        value: '0.1',
      },
    },
    policy: 'all-or-nothing@1',
    selfTests: [
      {
        response: '24',
        fraction: 1,
      },
      {
        response: '6',
        fraction: 0,
      },
    ],
  },
  {
    id: '6-31-01-03_4_ABA001_05',
    kind: 'fill-in',
    point: 'ABA001',
    stem: '欧姆定律的表达式中，电流等于[[1]]除以[[2]]。',
    rationale: '依据所列条款作出判断，其余做法与要求不符。',
    levels: [4],
    difficulty: 3,
    cognitive: 'understand',
    seconds: 40,
    source: {
      text: '量才行业评价规范 6-31-01-03（2026-1）4K1.1.1',
    },
    secrecy: 'operational',
    status: 'released',
    key: [
      {
        id: '1',
        accept: ['电压'],
      },
      {
        id: '2',
        accept: ['电阻'],
      },
    ],
    policy: 'per-blank@1',
    selfTests: [
      {
        response: {
          '1': '电压',
          '2': '电阻',
        },
        fraction: 1,
      },
      {
        response: {
          '1': '电压',
          '2': '功率',
        },
        fraction: 0.5,
      },
    ],
  },
  {
    id: '6-31-01-03_4_BAA001_07',
    kind: 'ordering',
    point: 'BAA001',
    stem: '将更换接触器的步骤按先后排序。',
    rationale: '依据所列条款作出判断，其余做法与要求不符。',
    levels: [4],
    difficulty: 3,
    cognitive: 'understand',
    seconds: 40,
    source: {
      text: '量才行业评价规范 6-31-01-03（2026-1）4K1.1.1',
    },
    secrecy: 'operational',
    status: 'released',
    elements: [
      {
        id: 'b',
        text: '停电验电',
      },
      {
        id: 'c',
        text: '拆除旧件',
      },
      {
        id: 'a',
        text: '装上新件',
      },
    ],
    key: ['b', 'c', 'a'],
    policy: 'all-or-nothing@1',
    selfTests: [
      {
        response: ['b', 'c', 'a'],
        fraction: 1,
      },
      {
        response: ['a', 'c', 'b'],
        fraction: 0,
      },
    ],
  },
  {
    id: '6-31-01-03_4_BAA001_08',
    kind: 'matching',
    point: 'BAA001',
    stem: '将接触器的部件与其功能对应。',
    rationale: '依据所列条款作出判断，其余做法与要求不符。',
    levels: [4],
    difficulty: 3,
    cognitive: 'understand',
    seconds: 40,
    source: {
      text: '量才行业评价规范 6-31-01-03（2026-1）4K1.1.1',
    },
    secrecy: 'operational',
    status: 'released',
    left: [
      {
        id: '1',
        text: '灭弧罩',
      },
      {
        id: '2',
        text: '反作用弹簧',
      },
    ],
    right: [
      {
        id: 'b',
        text: '熄灭电弧',
      },
      {
        id: 'a',
        text: '使衔铁复位',
      },
    ],
    key: {
      '1': 'b',
      '2': 'a',
    },
    policy: 'per-pair@1',
    selfTests: [
      {
        response: {
          '1': 'b',
          '2': 'a',
        },
        fraction: 1,
      },
      {
        response: {
          '1': 'b',
          '2': 'b',
        },
        fraction: 0.5,
      },
    ],
  },
  {
    id: '6-31-01-03_4_BAA001_09',
    kind: 'hotspot',
    point: 'BAA001',
    stem: '在图上点出线圈端子的位置。',
    rationale: '依据所列条款作出判断，其余做法与要求不符。',
    levels: [4],
    difficulty: 3,
    cognitive: 'understand',
    seconds: 40,
    source: {
      text: '量才行业评价规范 6-31-01-03（2026-1）4K1.1.1',
    },
    secrecy: 'operational',
    status: 'released',
    image: {
      src: 'media/contactor.svg',
      alt: '接触器外形图',
      width: 200,
      height: 100,
    },
    marks: 1,
    key: [
      {
        shape: 'rect',
        x: 10,
        y: 10,
        width: 20,
        height: 20,
      },
    ],
    policy: 'all-or-nothing@1',
    selfTests: [
      {
        response: [
          {
            x: 15,
            y: 15,
          },
        ],
        fraction: 1,
      },
      {
        response: [
          {
            x: 90,
            y: 90,
          },
        ],
        fraction: 0,
      },
    ],
  },
  {
    id: '6-31-01-03_4_BAA001_10',
    kind: 'short-answer',
    point: 'BAA001',
    stem: '简述接触器线圈过热的两种原因。',
    rationale: '依据所列条款作出判断，其余做法与要求不符。',
    levels: [4],
    difficulty: 3,
    cognitive: 'understand',
    seconds: 40,
    source: {
      text: '量才行业评价规范 6-31-01-03（2026-1）4K1.1.1',
    },
    secrecy: 'operational',
    status: 'released',
    key: {
      sample: '电源电压过高；铁心吸合不严。',
      points: [
        {
          text: '电压过高',
          fraction: 0.5,
        },
        {
          text: '吸合不严',
          fraction: 0.5,
        },
      ],
    },
    policy: 'rated@1',
    selfTests: [],
  },
  {
    id: '6-31-01-03_4_BAA001_11',
    kind: 'essay',
    point: 'BAA001',
    stem: '论述接触器与断路器配合使用的理由。',
    rationale: '依据所列条款作出判断，其余做法与要求不符。',
    levels: [4],
    difficulty: 3,
    cognitive: 'understand',
    seconds: 40,
    source: {
      text: '量才行业评价规范 6-31-01-03（2026-1）4K1.1.1',
    },
    secrecy: 'operational',
    status: 'released',
    key: {
      sample: '断路器担负短路保护，接触器担负频繁操作。',
      points: [
        {
          text: '短路保护',
          fraction: 0.5,
        },
        {
          text: '频繁操作',
          fraction: 0.5,
        },
      ],
    },
    policy: 'rated@1',
    selfTests: [],
  },
  {
    id: '6-31-01-03_4_BAA001_12',
    kind: 'case',
    point: 'BAA001',
    stem: '一台电动机由接触器控制，按下起动按钮后点动，松开即停。',
    rationale: '依据所列条款作出判断，其余做法与要求不符。',
    levels: [4],
    difficulty: 3,
    cognitive: 'understand',
    seconds: 40,
    source: {
      text: '量才行业评价规范 6-31-01-03（2026-1）4K1.1.1',
    },
    secrecy: 'operational',
    status: 'released',
    items: [
      {
        id: '1',
        marks: 1,
        kind: 'single-choice',
        stem: '故障部位可能是（　）。',
        options: [
          {
            id: 'A',
            text: '熔断器',
          },
          {
            id: 'B',
            text: '自锁触头',
          },
          {
            id: 'C',
            text: '热元件',
          },
        ],
        key: 'B',
        policy: 'all-or-nothing@1',
        rationale: '松开按钮后不能保持，说明自锁支路没有接通。',
      },
      {
        id: '2',
        marks: 1,
        kind: 'true-false',
        stem: '此时主电路已经接通过完好。',
        key: true,
        policy: 'all-or-nothing@1',
        rationale: '电动机曾经转动，说明主电路曾经接通过。',
      },
    ],
    policy: 'sum@1',
    selfTests: [
      {
        response: {
          '1': 'B',
          '2': true,
        },
        fraction: 1,
      },
      {
        response: {
          '1': 'A',
          '2': true,
        },
        fraction: 0.5,
      },
    ],
  },
]

export const pool: Pool = {
  items: [
    {
      id: 'i1',
      cell: 'AB',
      kind: 'single-choice',
      key: 'A',
      seconds: 60,
      facility: 0.7,
      secrecy: 'operational',
    },
    { id: 'i2', cell: 'BA', kind: 'true-false', key: 'true', difficulty: 3, enemies: ['i1'], uses: 2 },
    {
      id: 'i3',
      cell: 'BA',
      kind: 'single-choice',
      irt: { a: 1.1, b: -0.4, c: 0.2 },
      set: 's1',
      tags: ['figure'],
    },
  ],
}

export const poolBlueprint: PoolBlueprint = {
  length: 60,
  cells: [{ id: 'AB', min: 10, max: 14 }],
  kinds: [{ id: 'true-false', min: 10, max: 20 }],
  keyBalance: 0.4,
  seconds: { max: 4500 },
  maxUses: 1,
  facility: { target: 0.65, tolerance: 0.3 },
  information: { abilities: [-1, 0, 1] },
}
