import { describe, expect, it } from 'vitest';
import { findInScripts } from '../../../../src/redact/detect/prose/scripts.ts';

const found = (text: string) => findInScripts(text).map(({ start, end, type }) => `${type} ${text.slice(start, end)}`);

describe('names and addresses in scripts without capitals', () => {
  it.each([
    ['您好，我叫高雅琴，想改地址', 'PERSON 高雅琴'],
    ['收件人：郭振宇', 'PERSON 郭振宇'],
    ['梁先生您好', 'PERSON 梁'],
    ['请联系邓丽华女士', 'PERSON 邓丽华'],
    ['送到浙江省杭州市西湖区文三路388号', 'ADDRESS 浙江省杭州市西湖区文三路388号'],
    ['氏名：小野寺 咲', 'PERSON 小野寺 咲'],
    ['私は大塚春樹です', 'PERSON 大塚春樹'],
    ['小野寺さんに電話した', 'PERSON 小野寺'],
    ['ニコラさんはいますか', 'PERSON ニコラ'],
    ['神奈川県横浜市中区山下町3-12に届けて', 'ADDRESS 神奈川県横浜市中区山下町3-12'],
    ['제 이름은 윤하늘입니다', 'PERSON 윤하늘'],
    ['예약자: 윤하늘', 'PERSON 윤하늘'],
    ['윤하늘 씨가 왔어요', 'PERSON 윤하늘'],
    ['부산광역시 해운대구 센텀로 45로 보내 주세요', 'ADDRESS 부산광역시 해운대구 센텀로 45'],
    ['меня зовут Зоя Мирная', 'PERSON Зоя Мирная'],
    ['Пассажир: Мирный Глеб', 'PERSON Мирный Глеб'],
    ['передайте Глеб Олегович Мирный', 'PERSON Глеб Олегович Мирный'],
    ['адрес: ул. Садовая, д. 7, кв. 31', 'ADDRESS ул. Садовая, д. 7, кв. 31'],
    ['اسمي ليلى العمري، أريد المساعدة', 'PERSON ليلى العمري'],
    ['اسم العميل: ليلى العمري', 'PERSON ليلى العمري'],
    ['मेरा नाम सुनीता वर्मा है', 'PERSON सुनीता वर्मा'],
    ['ग्राहक: सुनीता वर्मा', 'PERSON सुनीता वर्मा'],
    ['ดิฉันชื่อ มาลี รักไทย ค่ะ', 'PERSON มาลี รักไทย'],
    ['ชื่อลูกค้า: มาลี', 'PERSON มาลี'],
  ])('%s', (text, name) => {
    expect(found(text)).toContain(name);
  });
  it.each([
    '我叫了一辆车，我是老师',
    '系统先生成报告，再发送',
    '这个函数的名称：main，参数为空',
    'お客さん、皆さん、店員さん',
    '私は学生です',
    '関数の名前：main',
    '고객님, 안녕하세요. 회원님',
    '이 함수는 값을 반환합니다',
    'Имя файла: отчёт.txt',
    'Спасибо Большое, до встречи',
    'هذا البرنامج لا يعمل',
    'यह एक परीक्षण है',
    'ระบบนี้ใช้งานไม่ได้',
    'plain English, nobody here',
  ])('none in %s', (text) => {
    expect(found(text)).toEqual([]);
  });
  it('takes linear time', () => {
    const start = performance.now();
    for (const part of [
      '我叫',
      '姓名：王',
      '王',
      '省市',
      'さん',
      '私は',
      '田中 ',
      'ア',
      '이름은 ',
      '김',
      '서울 강남구 ',
      'Аб ',
      'Иванович ',
      'ул. А',
      'اسمي ',
      'السيد محمد ',
      'नाम ',
      'ชื่อ',
      'คุณ',
      '東京都',
      '1-',
    ])
      for (const text of [part.repeat(4_000), `${part.repeat(4_000)}1号`]) findInScripts(text);
    expect(performance.now() - start).toBeLessThan(6000);
  }, 30_000);
});
