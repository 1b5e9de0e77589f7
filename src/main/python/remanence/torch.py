"""The exact score of patterns in the place of a trained denoiser of k-diffusion: ``D(x; sigma)`` in torch tensors.

>>> import torch, remanence.torch                                                             # doctest: +SKIP
>>> denoiser = remanence.torch.EmpiricalDenoiser(images)                                      # doctest: +SKIP
>>> samples = k_diffusion.sampling.sample_heun(denoiser, noise * sigmas[0], sigmas)           # doctest: +SKIP
"""

from __future__ import annotations

from typing import Any

import torch

from remanence import Client, PatternSet, _default, _refused

__all__ = ["EmpiricalDenoiser"]


class EmpiricalDenoiser(torch.nn.Module):
    """The posterior mean of the clean datum, exactly, in the convention of k-diffusion: x = x₀ + σ z.

    No gradient passes through it.

    Parameters
    ----------
    patterns : array, tensor, path, str or PatternSet
        The data: tensors of any shape, patterns first; or what :meth:`remanence.Client.patterns` takes; or a set that
        is open already, with process ``ve``.
    client : Client, optional
        Whom to ask; as of :func:`remanence.score`.

    Examples
    --------
    With one pattern the denoiser knows it already:

    >>> denoiser = EmpiricalDenoiser(torch.ones(1, 3, 2, 2), client=client)
    >>> x = torch.zeros(5, 3, 2, 2)
    >>> torch.equal(denoiser(x, torch.full((5,), 0.5)), torch.ones_like(x))
    True
    """

    sigma_data: float = 1.0

    def __init__(self, patterns: Any, *, client: Client | None = None):
        super().__init__()
        if not isinstance(patterns, PatternSet):
            client = client or _default()
            if hasattr(patterns, "reshape"):
                patterns = patterns.reshape(len(patterns), -1)
            patterns = client.patterns(patterns, process="ve")
        self.patterns = patterns

    def forward(self, input: torch.Tensor, sigma: torch.Tensor | float, **ignored: Any) -> torch.Tensor:
        """Denoises.

        Parameters
        ----------
        input : Tensor, shape (B, …)
            Noisy states.
        sigma : Tensor of shape (B,) or (), or float
            Standard deviation of their noise.
        **ignored
            Conditions, which an unconditional denoiser does not know.

        Returns
        -------
        Tensor
            Of the shape, type and device of ``input``.
        """
        if not isinstance(input, torch.Tensor):
            raise _refused("x", f"x must be a torch tensor, got {type(input).__name__}: give arrays to patterns()")
        return self.patterns(input, sigma)
