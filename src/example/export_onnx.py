"""Exports PyTorch denoisers to ONNX, with the description that Remanence reads beside them.

    from export_onnx import export
    export(model, "net.onnx", shape=(1, 28, 28), clock="int64",
           description={"prediction": "epsilon", "time": "index", "shift": 127.5, "factor": 1 / 127.5})

`model(x, t)` takes states [B, *shape] and one reading of its clock a row, and answers with a tensor like x, or with twice
the channels where it learns variances. Then

    target/remanence-VERSION-onnx/remanence sample --data train-images-idx3-ubyte.gz --score net.onnx --count 64

A network trained by `./remanence train` is exported by `python3 export_onnx.py net/net.safetensors net.onnx`.
Needs torch and onnx (Debian: python3-torch, python3-onnx).
"""
import json
import math
import struct
import sys

import onnx
import torch
from torch import nn


def export(model, path, shape, clock, description):
    """Writes `path`, and the description both inside it and as `path`.json.

    clock: "float" or "int64", the type of the readings.
    """
    model.eval()
    states = torch.zeros(2, *shape)
    readings = torch.zeros(2, dtype=torch.int64 if clock == "int64" else torch.float32)
    described = {"layout": "nchw" if len(shape) == 3 else "flat", "shape": list(shape), "inputs": {"x": "x", "time": "t"}, **description}
    torch.onnx.export(model, (states, readings), path, input_names=["x", "t"], output_names=["out"], opset_version=14,
                      dynamic_axes={"x": {0: "batch"}, "t": {0: "batch"}, "out": {0: "batch"}})
    stored = onnx.load(path)
    stored.metadata_props.add(key="remanence", value=json.dumps(described))
    onnx.save(stored, path)
    with open(path + ".json", "w") as beside:
        json.dump(described, beside)


class FromDiffusers(nn.Module):
    """A model of diffusers, such as UNet2DModel, with a tensor as its answer."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, x, t):
        return self.model(x, t, return_dict=False)[0]


def diffusers_description(scheduler):
    """What the scheduler of a diffusers pipeline says; shift and factor are those of the training's transforms."""
    config = scheduler.config
    kind = {"linear": "linear", "scaled_linear": "scaled_linear", "squaredcos_cap_v2": "cosine"}[config.beta_schedule]
    schedule = {"kind": kind, "steps": config.num_train_timesteps}
    if kind != "cosine":
        schedule |= {"first": config.beta_start, "last": config.beta_end}
    return {"prediction": config.prediction_type, "time": "index", "state": "vp", "schedule": schedule}


class Block(nn.Module):
    def __init__(self, width, time_width):
        super().__init__()
        self.norm1 = nn.LayerNorm(width)
        self.lin1 = nn.Linear(width, width)
        self.time = nn.Linear(time_width, width)
        self.norm2 = nn.LayerNorm(width)
        self.lin2 = nn.Linear(width, width)

    def forward(self, h, c):
        u = self.lin1(nn.functional.silu(self.norm1(h))) + self.time(c)
        return h + self.lin2(nn.functional.silu(self.norm2(u)))


class ResidualNetwork(nn.Module):
    """The network of `./remanence train`, under the names in its file."""

    def __init__(self, dimension, width, blocks, embedding, time_width, clock_factor):
        super().__init__()
        self.factor = clock_factor
        half = embedding // 2
        self.register_buffer("frequencies", torch.exp(-math.log(10000) * torch.arange(half) / max(half - 1, 1)), persistent=False)
        self.time = nn.Sequential(nn.Linear(embedding, time_width), nn.SiLU(), nn.Linear(time_width, time_width))
        self.block = nn.ModuleList(Block(width, time_width) for _ in range(blocks))
        setattr(self, "in", nn.Linear(dimension, width))
        self.norm = nn.LayerNorm(width)
        self.out = nn.Linear(width, dimension)

    def forward(self, x, t):
        phase = self.factor * t[:, None] * self.frequencies[None]
        c = nn.functional.silu(self.time(torch.cat([phase.sin(), phase.cos()], 1)))
        h = getattr(self, "in")(x)
        for block in self.block:
            h = block(h, c)
        return self.out(nn.functional.silu(self.norm(h)))


def read(path):
    """A network of `./remanence train` and its description."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        numbers = file.read()
    words = header.pop("__metadata__")
    network = ResidualNetwork(**json.loads(words["architecture"]))
    tensors = {}
    for name, each in header.items():
        begin, end = each["data_offsets"]
        tensors[name] = torch.frombuffer(bytearray(numbers[begin:end]), dtype=torch.float32).reshape(each["shape"])
    network.load_state_dict(tensors)
    return network, json.loads(words["remanence"])


if __name__ == "__main__":
    trained, says = read(sys.argv[1])
    export(trained, sys.argv[2], tuple(says["shape"]), "float", says)
