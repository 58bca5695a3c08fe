using Assay.Signatures.Cms;

namespace Assay.Signatures.Certificates;

/// <summary>What verifying one message may cost: a message can hold a hundred certificates of the same name with keys of 16,384 bits, each of which might have signed each other one.</summary>
internal sealed class VerificationBudget
{
    // One unit is a check with an RSA key of 2,048 bits, some 25 microseconds. A package with author, repository and both time stamps takes about twenty.
    private const int Units = 2000;
    private const int UnitBits = 2048;
    private const int CurveUnits = 16;

    private int _left = Units;

    /// <summary>True when something was not checked.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>Takes the cost of one check; false when too little is left.</summary>
    public bool TryTake(PublicKey key)
    {
        // The cost of RSA grows with the square of the key.
        var factor = Math.Max(1, (key.Bits + UnitBits - 1) / UnitBits);
        var cost = key.Family == SignatureScheme.RsaPkcs1 ? factor * factor : CurveUnits;
        if (cost > _left)
        {
            IsExhausted = true;
            return false;
        }

        _left -= cost;
        return true;
    }
}
