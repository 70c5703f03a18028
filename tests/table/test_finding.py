"""Finding provisions by the words that officers use."""

import pytest

from finecalc.table.finding import nearest, search, words_for_finding
from finecalc.table.statutes import Statutes

SOUGHT = [
    ("等保", "csl@2025:61.1"),
    ("等级保护", "csl@2025:61.1"),
    ("日志", "csl@2025:61.1"),
    ("弱口令", "csl@2025:61.1"),
    ("应急预案", "csl@2025:61.1"),
    ("被黑", "csl@2025:61.1"),
    ("关基", "csl@2025:61.2"),
    ("背景审查", "csl@2025:61.2"),
    ("木马", "csl@2025:62.1"),
    ("病毒", "csl@2025:62.1"),
    ("后门", "csl@2025:62.1"),
    ("漏洞", "csl@2025:62.1"),
    ("实名", "csl@2025:64.1"),
    ("实名制", "csl@2025:64.1"),
    ("渗透测试", "csl@2025:65.1"),
    ("黑客", "csl@2025:66.1"),
    ("爬虫", "csl@2025:66.1"),
    ("DDoS", "csl@2025:66.1"),
    ("安全审查", "csl@2025:67.1"),
    ("供应链", "csl@2025:67.1"),
    ("微信群", "csl@2025:68.1"),
    ("谣言", "csl@2025:69.1"),
    ("有害信息", "csl@2025:69.1"),
    ("直播", "csl@2025:69.1"),
    ("删帖", "csl@2025:69.1"),
    ("垃圾短信", "csl@2025:69.3"),
    ("拒不配合", "csl@2025:70.1"),
    ("协助公安", "csl@2025:70.1"),
    ("用户信息", "pipl@2021:66.1"),
    ("隐私", "pipl@2021:66.1"),
    ("人脸", "pipl@2021:66.1"),
    ("app", "pipl@2021:66.1"),
    ("数据出境", "dsl@2021:46.1"),
    ("跨境", "dsl@2021:46.1"),
    ("数据泄露", "dsl@2021:45.1"),
    ("核心数据", "dsl@2021:45.2"),
    ("数据交易", "dsl@2021:47.1"),
    ("公众号", "news@2017:22.1"),
    ("无证", "news@2017:22.1"),
    ("自媒体", "news@2017:24.1"),
    ("假新闻", "news@2017:25.1"),
    ("无证", "icp@2024:19.1"),
    ("未备案", "icp@2024:19.2"),
    ("未成年人", "minornet@2023:56.1"),
    ("防沉迷", "minornet@2023:56.1"),
    ("饭圈", "minornet@2023:56.1"),
    ("弹窗", "minornet@2023:55.1"),
    ("青少年模式", "minornet@2023:54.1"),
    ("重要数据", "dataregs@2024:57.1"),
    ("大模型", "dataregs@2024:55.1"),
    ("首违不罚", "apl@2021:33.1"),
    ("一事不再罚", "apl@2021:29.1"),
    ("时效", "apl@2021:36.1"),
    ("听证", "cacp@2023:36.1"),
    ("电诈", "telefraud@2022:41.1"),
    ("两卡", "telefraud@2022:44.1"),
    ("猫池", "telefraud@2022:42.1"),
    ("引流", "telefraud@2022:43.1"),
    ("断卡", "telefraud@2022:40.1"),
    ("关基", "ciiregs@2021:39.1"),
    ("算法", "algo@2021:31.1"),
    ("算法备案", "algo@2021:33.1"),
    ("吃播", "foodwaste@2021:30.1"),
    ("非法集资", "fundraising@2021:34.1"),
    ("换脸", "deepsyn@2022:22.1"),
    ("跟帖", "comment@2022:15.1"),
    ("标准合同", "stdcontract@2023:12.1"),
    ("刷脸", "facerec@2025:18.1"),
    ("合规审计", "piaudit@2025:18.1"),
    ("水印", "ailabel@2025:13.1"),
    ("瞒报", "incident@2025:10.1"),
    ("白帽子", "vuln@2021:14.1"),
    ("涉军", "military@2025:27.1"),
    ("网证", "netid@2025:14.1"),
    ("主播", "live@2016:17.2"),
    ("卫星", "satellite@2025:38.1"),
    ("审计底稿", "acctdata@2024:30.1"),
    ("英烈", "heroes@2018:23.2"),
    ("扫黑", "orgcrime@2021:72.1"),
    ("妇女", "women@2022:82.1"),
    ("民族团结", "ethnic@2026:61.1"),
    ("电商", "ecommerce@2018:79.1"),
    ("错别字", "language@2025:30.1"),
    ("直播", "minors@2024:127.1"),
]


@pytest.mark.parametrize(("word", "reference"), SOUGHT, ids=[f"{word} {reference}" for word, reference in SOUGHT])
def test_the_words_that_officers_use_find_the_provision(statutes: Statutes, word: str, reference: str) -> None:
    assert reference in [found.ref for found in search(statutes, [word])]


def test_every_penalty_that_is_law_today_has_words(statutes: Statutes) -> None:
    today = [p for p in statutes.table.provisions if p.role == "penalty" and statutes.edition(p.ref).until is None]
    assert [p.ref for p in today if not words_for_finding(statutes)[p.ref]] == []


def test_what_took_the_place_of_a_provision_inherits_its_words(statutes: Statutes) -> None:
    assert "等保" in words_for_finding(statutes)["csl@2016:59.1"]
    assert "等保" in words_for_finding(statutes)["csl@2025:61.1"]
    assert "等保" in words_for_finding(statutes)["csl@2025:61.3"]
    assert "数据出境" in words_for_finding(statutes)["csl@2025:71.1"]
    assert "等保" not in words_for_finding(statutes)["csl@2025:64.1"]


def test_the_texts_of_today_come_before_those_that_were_replaced(statutes: Statutes) -> None:
    found = [statutes.edition(each.ref).until is not None for each in search(statutes, ["实名"])]
    assert set(found) == {True, False}
    assert found == sorted(found)


def test_several_words_are_all_looked_for(statutes: Statutes) -> None:
    both = {each.ref for each in search(statutes, ["实名", "直播"])}
    assert both == {each.ref for each in search(statutes, ["实名"])} & {each.ref for each in search(statutes, ["直播"])}
    assert both
    assert (
        both
        == {each.ref for each in search(statutes, ["实名 直播"])}
        == {each.ref for each in search(statutes, ["实名、直播"])}
    )


def test_a_longer_word_finds_what_a_word_in_it_finds(statutes: Statutes) -> None:
    assert "csl@2025:69.1" in [each.ref for each in search(statutes, ["散布谣言案"])]
    assert search(statutes, ["散布谣言案", "火星"]) == []


def test_the_nearest_are_three_of_today(statutes: Statutes) -> None:
    near = [each.ref for each in nearest(statutes, ["青少年模样"])]
    assert len(near) == 3
    assert {"minornet@2023:54.1", "minornet@2023:56.1"} <= set(near)
    assert all(statutes.edition(ref).until is None for ref in near)


def test_what_holds_the_whole_word_comes_before_what_holds_a_word_in_it(statutes: Statutes) -> None:
    found = [each.ref for each in search(statutes, ["网络直播"])]
    assert found[0] == "live@2016:17.2"
    assert "csl@2025:64.1" in found


def test_latin_letters_are_found_at_the_beginning_of_a_word_only(statutes: Statutes) -> None:
    assert {each.ref for each in search(statutes, ["AI"])} == {"deepsyn@2022:22.1", "ailabel@2025:13.1"}
    assert "csl@2025:70.1" in [each.ref for each in search(statutes, ["inspect"])]
    assert [each.ref for each in search(statutes, ["csl@2025", "真实身份"])] == ["csl@2025:64.1"]
