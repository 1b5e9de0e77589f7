"""The exact score of patterns in the place of a trained network of diffusers: ``model(sample, timestep).sample``.

>>> from diffusers import DDPMScheduler                                                       # doctest: +SKIP
>>> unet, scheduler = remanence.diffusers.EmpiricalUNet(images), DDPMScheduler()              # doctest: +SKIP
>>> for t in scheduler.timesteps:                                                             # doctest: +SKIP
...     x = scheduler.step(unet(x, t).sample, t, x).prev_sample
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from remanence import Client, _default, _refused

__all__ = ["EmpiricalUNet", "Output"]


@dataclass(frozen=True)
class Output:
    """What a network of diffusers returns."""

    sample: torch.Tensor


class EmpiricalUNet(torch.nn.Module):
    """The noise in a state as the exact score of the patterns expects it: ε = −√(1 − ᾱ_t) ∇ log p_t(x).

    States are x = √ᾱ_t x₀ + √(1 − ᾱ_t) ε.
    The variance-preserving step ``t`` is the Ornstein–Uhlenbeck time −½ ln ᾱ_t. No gradient passes through it.

    Parameters
    ----------
    patterns : array or tensor, shape (n, …), or path or str
        The data.
    alphas_cumprod : sequence of float, optional
        ᾱ of each timestep, as the scheduler has it; by default that of DDPM, β from 0.0001 to 0.02 in 1000 steps.
    client : Client, optional
        Whom to ask; as of :func:`remanence.score`.

    Examples
    --------
    With one pattern at 0 all of a state is noise:

    >>> unet = EmpiricalUNet(torch.zeros(1, 1, 2, 2), client=client)
    >>> x = torch.ones(3, 1, 2, 2)
    >>> noise = unet(x, torch.tensor(999)).sample
    >>> torch.allclose(noise, x / (1 - unet.alphas_cumprod[999]) ** 0.5)
    True
    """

    def __init__(self, patterns: Any, *, alphas_cumprod: Sequence[float] | torch.Tensor | None = None,
                 client: Client | None = None):
        super().__init__()
        client = client or _default()
        if hasattr(patterns, "reshape"):
            patterns = patterns.reshape(len(patterns), -1)
        self.patterns = client.patterns(patterns)
        if alphas_cumprod is None:
            alphas_cumprod = np.cumprod(1 - np.linspace(1e-4, 0.02, 1000))
        self.alphas_cumprod = np.asarray(alphas_cumprod, dtype=np.float64)
        if self.alphas_cumprod.ndim != 1 or not np.all((0 < self.alphas_cumprod) & (self.alphas_cumprod < 1)):
            raise _refused("alphas_cumprod", "alphas_cumprod must be numbers between 0 and 1, one for each timestep")

    def forward(self, sample: torch.Tensor, timestep: torch.Tensor | int, *ignored: Any, return_dict: bool = True,
                **more: Any) -> Any:
        """Predicts the noise.

        Parameters
        ----------
        sample : Tensor, shape (B, …)
            Noisy states.
        timestep : Tensor of shape (B,) or (), or int
            Of the states, from 0.
        return_dict : bool
            Whether an :class:`Output` comes back, or a tuple.

        Returns
        -------
        Output or tuple
            With the noise, of the shape, type and device of ``sample``.
        """
        steps = np.broadcast_to(np.asarray(torch.as_tensor(timestep).cpu()).reshape(-1), len(sample))
        most = len(self.alphas_cumprod) - 1
        if steps.dtype.kind not in "iu" or not np.all((0 <= steps) & (steps <= most)):
            raise _refused("timestep", f"timestep must be a whole number at least 0 and at most {most}, "
                                       f"got {np.unique(steps).tolist()}")
        flat = sample.reshape(len(sample), -1)
        noise = torch.empty_like(flat)
        for step in np.unique(steps):
            alpha, chosen = self.alphas_cumprod[step], torch.as_tensor(steps == step, device=sample.device)
            noise[chosen] = -(1 - alpha) ** 0.5 * self.patterns.score(flat[chosen], -0.5 * np.log(alpha))
        noise = noise.reshape(sample.shape)
        return Output(noise) if return_dict else (noise,)
