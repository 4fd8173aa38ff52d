"""Customers of an M/M/4 queue per second of processor time in SimPy, version 2 or later."""
import json
import random
import sys
import time

CUSTOMERS = int(sys.argv[1])
RATE, SERVERS = 3.2, 4


def with_processes_of_version_2():
    import SimPy
    from SimPy.Simulation import Process, Resource, Simulation, hold, release, request

    waits = []

    class Customer(Process):
        def visit(self, servers):
            arrived = self.sim.now()
            yield request, self, servers
            waits.append(self.sim.now() - arrived)
            yield hold, self, random.expovariate(1.0)
            yield release, self, servers

    class Source(Process):
        def generate(self, servers):
            for _ in range(CUSTOMERS):
                customer = Customer(sim=self.sim)
                self.sim.activate(customer, customer.visit(servers))
                yield hold, self, random.expovariate(RATE)

    simulation = Simulation()
    simulation.initialize()
    servers = Resource(capacity=SERVERS, sim=simulation)
    source = Source(sim=simulation)
    simulation.activate(source, source.generate(servers))
    simulation.simulate(until=1e12)
    return getattr(SimPy, "__version__", "2"), waits


def with_environments():
    import simpy

    waits = []

    def customer(env, servers):
        arrived = env.now
        with servers.request() as turn:
            yield turn
            waits.append(env.now - arrived)
            yield env.timeout(random.expovariate(1.0))

    def source(env, servers):
        for _ in range(CUSTOMERS):
            env.process(customer(env, servers))
            yield env.timeout(random.expovariate(RATE))

    env = simpy.Environment()
    env.process(source(env, simpy.Resource(env, capacity=SERVERS)))
    env.run()
    return simpy.__version__, waits


random.seed(1)
began = time.process_time()
try:
    version, waits = with_environments()
except ImportError:
    version, waits = with_processes_of_version_2()
spent = time.process_time() - began
print(json.dumps({"version": version, "customers": len(waits), "seconds": spent, "wait": sum(waits) / len(waits)}))
