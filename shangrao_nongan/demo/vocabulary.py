from supervision.ground import jobs

SEED = jobs.kind("demo.seed", "载入演示数据")
