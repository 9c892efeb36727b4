"""Word lists of the text generator. A category is a list of (Chinese, English) pairs; an opposite is a pair of pairs."""

CATEGORIES = {
    ("水果", "fruit"): [
        ("苹果", "apple"), ("香蕉", "banana"), ("橘子", "orange"), ("葡萄", "grape"), ("西瓜", "melon"),
        ("桃子", "peach"), ("梨", "pear"), ("柠檬", "lemon"),
    ],
    ("动物", "animal"): [
        ("猫", "cat"), ("狗", "dog"), ("马", "horse"), ("牛", "cow"), ("羊", "sheep"), ("老虎", "tiger"),
        ("大象", "elephant"), ("兔子", "rabbit"), ("鸟", "bird"), ("鱼", "fish"),
    ],
    ("颜色", "colour"): [
        ("红色", "red"), ("黄色", "yellow"), ("蓝色", "blue"), ("绿色", "green"), ("白色", "white"),
        ("黑色", "black"), ("紫色", "purple"),
    ],
    ("交通工具", "vehicle"): [
        ("汽车", "car"), ("火车", "train"), ("飞机", "plane"), ("船", "boat"), ("自行车", "bicycle"),
        ("公共汽车", "bus"),
    ],
    ("家具", "piece of furniture"): [
        ("桌子", "table"), ("椅子", "chair"), ("床", "bed"), ("书架", "bookshelf"), ("沙发", "sofa"),
    ],
    ("职业", "job"): [
        ("医生", "doctor"), ("教师", "teacher"), ("工人", "worker"), ("农民", "farmer"), ("律师", "lawyer"),
        ("工程师", "engineer"), ("会计", "accountant"), ("厨师", "cook"),
    ],
    ("学科", "school subject"): [
        ("数学", "mathematics"), ("物理", "physics"), ("化学", "chemistry"), ("生物", "biology"),
        ("历史", "history"), ("地理", "geography"), ("语文", "literature"), ("政治", "politics"),
    ],
    ("身体部位", "part of the body"): [
        ("手", "hand"), ("脚", "foot"), ("眼睛", "eye"), ("耳朵", "ear"), ("头", "head"), ("心脏", "heart"),
    ],
    ("国家", "country"): [
        ("中国", "China"), ("法国", "France"), ("日本", "Japan"), ("埃及", "Egypt"), ("巴西", "Brazil"),
        ("加拿大", "Canada"), ("印度", "India"), ("德国", "Germany"),
    ],
    ("季节", "season"): [("春天", "spring"), ("夏天", "summer"), ("秋天", "autumn"), ("冬天", "winter")],
    ("乐器", "musical instrument"): [
        ("钢琴", "piano"), ("吉他", "guitar"), ("小提琴", "violin"), ("鼓", "drum"), ("笛子", "flute"),
    ],
    ("金属", "metal"): [("铁", "iron"), ("铜", "copper"), ("金", "gold"), ("银", "silver"), ("铝", "aluminium")],
}

OPPOSITES = [
    (("大", "big"), ("小", "small")), (("高", "high"), ("低", "low")), (("长", "long"), ("短", "short")),
    (("快", "fast"), ("慢", "slow")), (("热", "hot"), ("冷", "cold")), (("新", "new"), ("旧", "old")),
    (("多", "many"), ("少", "few")), (("轻", "light"), ("重", "heavy")), (("开", "open"), ("关", "closed")),
    (("远", "far"), ("近", "near")), (("强", "strong"), ("弱", "weak")), (("上", "up"), ("下", "down")),
    (("左", "left"), ("右", "right")), (("里", "inside"), ("外", "outside")), (("增加", "increase"), ("减少", "decrease")),
    (("买", "buy"), ("卖", "sell")), (("来", "come"), ("去", "go")), (("白天", "day"), ("夜晚", "night")),
]

NAMES = [
    ("小明", "Ming"), ("小红", "Hong"), ("王芳", "Fang"), ("李强", "Qiang"), ("张伟", "Wei"), ("刘洋", "Yang"),
    ("陈静", "Jing"), ("赵磊", "Lei"), ("安娜", "Anna"), ("汤姆", "Tom"), ("玛丽", "Mary"), ("大卫", "David"),
]
PLACES = [
    ("学校", "school"), ("公园", "park"), ("商店", "shop"), ("图书馆", "library"), ("医院", "hospital"),
    ("车站", "station"), ("家", "house"), ("河边", "river"), ("山上", "mountain"), ("城市", "city"),
]
TIMES = [
    ("今天", "today"), ("昨天", "yesterday"), ("早上", "in the morning"), ("下午", "in the afternoon"),
    ("晚上", "in the evening"), ("星期一", "on Monday"), ("星期五", "on Friday"), ("去年", "last year"),
]
ACTIONS = [
    ("看书", "read a book"), ("写信", "wrote a letter"), ("吃饭", "had a meal"), ("喝水", "drank some water"),
    ("唱歌", "sang a song"), ("跑步", "went for a run"), ("学习", "studied"), ("工作", "worked"),
    ("等朋友", "waited for a friend"), ("打电话", "made a phone call"), ("买东西", "bought something"),
    ("画画", "painted a picture"), ("休息", "took a rest"), ("回答问题", "answered a question"),
]
REASONS = [
    ("因为天气很好", "because the weather was good"), ("因为时间不够", "because there was not enough time"),
    ("虽然很累", "although it was tiring"), ("然后回家", "and then went home"),
    ("但是没有成功", "but it did not work"), ("所以非常高兴", "so everyone was very happy"),
    ("如果明天下雨就不去", "and would not go if it rained"), ("还认识了一位新同学", "and met a new classmate"),
]
THINGS = [
    ("本书", "books"), ("支笔", "pens"), ("个苹果", "apples"), ("张票", "tickets"), ("颗糖", "sweets"),
    ("个鸡蛋", "eggs"), ("朵花", "flowers"), ("块石头", "stones"), ("枚硬币", "coins"), ("封信", "letters"),
]
ADJECTIVES = [
    ("重要", "important"), ("有用", "useful"), ("常见", "common"), ("美丽", "beautiful"), ("简单", "simple"),
    ("复杂", "complex"), ("安全", "safe"), ("危险", "dangerous"), ("著名", "famous"), ("古老", "ancient"),
]
# What people do and feel: question -> (what happened, answer). The answer of one entry is wrong for every other.
SITUATIONS = {
    "What will {name} do next?": [
        ("ran ten miles and was very thirsty", "drink a glass of water"),
        ("had eaten nothing all day", "cook a big dinner"),
        ("could not keep both eyes open", "go to bed early"),
        ("saw that it was raining hard", "open an umbrella"),
        ("heard the telephone ring", "answer the call"),
        ("lost the key of the house", "look for the key"),
        ("broke a cup on the floor", "sweep up the pieces"),
        ("got a long letter from a friend", "write back to the friend"),
        ("found the room very dark", "switch on the light"),
        ("had a bad toothache", "see a dentist"),
        ("wanted to read about history", "borrow a history book"),
        ("noticed that the milk was gone", "buy milk at the shop"),
    ],
    "How does {name} feel now?": [
        ("won the first prize in the race", "proud of the victory"),
        ("watched the little dog run away", "sad about the dog"),
        ("heard strange steps in the night", "afraid of the steps"),
        ("stood in a queue for three hours", "bored by the waiting"),
        ("worked from morning till midnight", "tired from the work"),
        ("was told a rude lie by a friend", "angry about the lie"),
        ("got a birthday present", "happy about the present"),
        ("forgot the words on the stage", "embarrassed on the stage"),
    ],
    "What does {name} need first?": [
        ("wants to bake a cake", "flour and eggs"),
        ("wants to paint the wall", "a brush and paint"),
        ("wants to travel by train", "a train ticket"),
        ("wants to cut the paper", "a pair of scissors"),
        ("wants to write a letter", "a pen and paper"),
        ("wants to plant a tree", "a spade"),
        ("wants to take a photo", "a camera"),
        ("wants to open the bottle", "a bottle opener"),
    ],
}
# Words of exam papers and textbooks, so that questions of real benchmarks are not cut into single bytes.
EXAM_ZH = (
    "以下 下列 关于 说法 正确 错误 的是 其中 选项 答案 问题 属于 不属于 主要 原因 结果 特点 作用 方法 过程 "
    "理论 概念 原则 制度 法律 经济 社会 文化 科学 技术 系统 程序 数据 网络 计算机 企业 管理 市场 价格 成本 "
    "投资 税收 会计 政府 人民 革命 思想 教育 学生 教学 心理 道德 权利 义务 责任 合同 犯罪 行为 公司 财产 "
    "战争 民族 世界 时期 发展 建设 改革 关系 条件 影响 环境 污染 城乡 规划 建筑 消防 安全 疾病 症状 治疗 "
    "药物 细胞 组织 器官 血液 感染 植物 病害 土壤 温度 压力 电流 电压 能量 速度 质量 体积 溶液 反应 元素 "
    "分子 原子 函数 方程 概率 集合 向量 矩阵 面积 直线 三角形 图形 证明 计算 推理 判断 命题 诗歌 小说 作品 "
    "作者 艺术 音乐 绘画 运动 训练 比赛 旅游 地区 气候 河流 海洋 人口 农业 工业 资源 国际 组织 规定 标准 "
    "一 二 三 四 五 六 七 八 九 十 百 千 万 第一 可以 不能 应当 必须 需要 根据 由于 对于 通过 进行 具有 "
    "我们 他们 这个 那个 什么 为什么 怎么 哪个 哪些 没有 不是 以及 或者 并且 而且 只有 所有 其他 之间 以上"
).split()
EXAM_EN = (
    "the following statement is correct question answer option choose which what who where when why how many much "
    "because therefore however although between under over before after during without within each every other same "
    "different number total sum product difference average percent ratio equal equation function value theory system "
    "method process result cause effect law economy society culture science government people company market price "
    "cost history world human person other others feel want need would should could must next them their they would "
    "describe happen person problem solution step final let us think reason true false none both all some any only"
).split()
