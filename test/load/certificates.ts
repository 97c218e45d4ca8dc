/*
 * How many certificates a second one core draws, and how large they are. A
 * measurement, not a test: the machine's other work shows in the figures.
 *
 *   tsx test/load/certificates.ts [count]
 */
import { drawCertificate } from '../../server/certificates/draw-certificate.ts'
import { nationalQueryUrls } from '../../server/certificates/issue-certificates.ts'

const count = Number(process.argv[2] ?? 600)
const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜'
const given = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国志海雪梅文斌'

const draw = (n: number) =>
  drawCertificate({
    certificate: {
      $schema: 'urn:liangcai:schema:v1:certificate',
      number: `S00003200012327400${String(n).padStart(4, '0')}`,
      title: '职业技能等级证书',
      institution: '江苏量才职业技能评价中心',
      issuedOn: '2027-03-08',
      name: `${surnames[n % surnames.length]}${given[(n * 7) % given.length]}${given[(n * 13) % given.length]}`,
      idType: '居民身份证',
      idNumberMasked: '3201**********001X',
      occupation: '电工',
      occupationCode: '6-31-01-03',
      specialisation: '--',
      level: 4,
      levelName: '四级/中级工',
      basis: '考核',
      marks: [],
      trace: {
        batch: 'b',
        admission: 'a',
        standard: { id: '6-31-01-03', edition: '2026-1', hash: '0'.repeat(64) },
        form: null,
        scoreRun: null,
        responseReceipt: null,
      },
    },
    idNumber: '32010019900101001X',
    verificationUrl: `https://example.test/verify/${String(n).padStart(32, 'a')}`,
    seal: 'x'.repeat(32),
    ...nationalQueryUrls,
  })

await draw(0)
const sizes: number[] = []
const started = process.cpuUsage()
const clock = performance.now()
for (let n = 1; n <= count; n++) sizes.push((await draw(n)).length)
const seconds = (performance.now() - clock) / 1000
const cpu = process.cpuUsage(started)
const cpuSeconds = (cpu.user + cpu.system) / 1e6
sizes.sort((a, b) => a - b)
console.log(
  JSON.stringify({
    count,
    perSecond: Math.round(count / seconds),
    perCpuSecond: Math.round(count / cpuSeconds),
    medianBytes: sizes[count >> 1],
    largestBytes: sizes.at(-1),
  }),
)
