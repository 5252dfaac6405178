import time, psutil
def test_probe(project):
    talk=project.talk()
    p=psutil.Process(project.process.pid)
    for i in range(20): talk.say("warm it up a little please "*4)
    for k in range(3):
        ts=[]; c0=sum(p.cpu_times()[:2])
        for i in range(150):
            t=time.perf_counter(); talk.say("I wanted her to come and she did not, so I went quiet for a week and never told anyone about that"); ts.append(time.perf_counter()-t)
        ts.sort(); print("turns",len(ts),"p50",ts[len(ts)//2]*1000,"p10",ts[len(ts)//10]*1000, "cpu/turn", (sum(p.cpu_times()[:2])-c0)/150*1000)
    print("start", project.started_in_s); print("rss",p.memory_info().rss/1e6)
    print("L",project.window(talk.id))
    print("L",project.log.read_text())
