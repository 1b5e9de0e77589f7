"""Makes the networks of OnnxNetworkTest: denoisers that know their law, independent coordinates of mean MEAN and variance 0.7 in their
own units, in several of the conventions in use. Run here with torch 1.13 and onnx 1.12 (Debian's python3-torch and python3-onnx)."""
import json
import os
import sys

import onnx
import torch
from torch import nn

HERE = os.path.dirname(os.path.abspath(__file__))
INTO = os.path.join(HERE, "resources/org/remanence/onnx/")
sys.path.insert(0, os.path.join(HERE, "../../example"))
from export_onnx import export  # noqa: E402

MEAN = torch.tensor([0.4, -0.3, 0.0, 0.1])
VARIANCE = 0.7


def noise(y, sigma):
    """The posterior mean of the noise in y = a + sigma eps."""
    return sigma * (y - MEAN) / (VARIANCE + sigma ** 2)


class Ddpm(nn.Module):
    """eps of [B, 1, 2, 2] at an integer index of the linear schedule, followed by a channel of learned variance."""

    def __init__(self):
        super().__init__()
        bars = torch.cumprod(1 - torch.linspace(1e-4, 2e-2, 1000, dtype=torch.float64), 0)
        self.register_buffer("sigmas", torch.sqrt((1 - bars) / bars).float())

    def forward(self, x, t):
        sigma = self.sigmas[t][:, None]
        eps = noise(x.flatten(1) * torch.sqrt(1 + sigma ** 2), sigma).reshape(-1, 1, 2, 2)
        return torch.cat([eps, torch.ones_like(eps)], 1)


class Edm(nn.Module):
    """F of a preconditioned denoiser with sigma_data = 0.5, its clock ln(sigma)/4."""

    def forward(self, x, t):
        sigma = torch.exp(4 * t)[:, None]
        width = torch.sqrt(sigma ** 2 + 0.25)
        y = x * width
        datum = y - sigma * noise(y, sigma)
        return (datum - 0.25 / width ** 2 * y) * width / (0.5 * sigma)


class Velocity(nn.Module):
    """v at an Ornstein-Uhlenbeck time, one number for all rows."""

    def forward(self, x, t):
        sigma = torch.sqrt(torch.exp(2 * t) - 1)
        root = torch.sqrt(1 + sigma ** 2)
        y = x * root
        eps = noise(y, sigma)
        return (eps - sigma * (y - sigma * eps)) / root


class Score(nn.Module):
    """The score of three states at one sigma, which comes as a list of one."""

    def forward(self, x, t):
        return -noise(x, t) / t


def described(path, model, states, readings, axes, description):
    torch.onnx.export(model, (states, readings), path, input_names=["x", "t"], output_names=["out"], opset_version=14, dynamic_axes=axes)
    stored = onnx.load(path)
    stored.metadata_props.add(key="remanence", value=json.dumps(description))
    onnx.save(stored, path)


export(Ddpm(), INTO + "ddpm.onnx", (1, 2, 2), "int64", {"prediction": "epsilon", "time": "index", "shift": 0.5, "factor": 2})
export(Edm(), INTO + "edm.onnx", (4,), "float", {"prediction": "edm", "time": "log_sigma_over_4", "sigma_data": 0.5, "range": [0.002, 80]})
described(INTO + "velocity.onnx", Velocity(), torch.zeros(2, 4), torch.tensor(0.5), {"x": {0: "batch"}, "out": {0: "batch"}},
          {"prediction": "v_prediction", "time": "ou", "shift": [1, 2, 3, 4], "range": [0.01, 50]})
described(INTO + "score.onnx", Score(), torch.zeros(3, 4), torch.tensor([0.5]), {},
          {"prediction": "score", "time": "sigma", "range": [0.01, 50]})
