namespace Assay.DotNet.Recovery;

/// <summary>Bounds the interpretation in instructions and bytes, so that the result is the same on every machine.</summary>
/// <param name="steps">Instructions of one assembly.</param>
internal sealed class RecoveryBudget(long steps)
{
    /// <summary>Instructions of one method with all it calls.</summary>
    public const int StepsOfMethod = 250_000;

    /// <summary>Bytes of texts and arrays that one method may make.</summary>
    public const int BytesOfMethod = 4 * 1024 * 1024;

    /// <summary>Bytes of one assembly.</summary>
    public const long BytesOfAssembly = 64L * 1024 * 1024;

    private int _steps;
    private int _bytes;
    private bool _isRefused;
    private long _assemblySteps = steps;
    private long _assemblyBytes = BytesOfAssembly;

    /// <summary>True when the assembly's share is used up.</summary>
    public bool IsExhausted => _assemblySteps <= 0 || _assemblyBytes <= 0;

    /// <summary>True when the method's or the assembly's share is used up.</summary>
    public bool IsSpent => _steps < 0 || _isRefused || IsExhausted;

    /// <summary>Starts a method.</summary>
    public void Start()
    {
        _steps = StepsOfMethod;
        _bytes = BytesOfMethod;
        _isRefused = false;
    }

    /// <summary>Takes instructions; throws when none are left.</summary>
    public void Step(int count = 1)
    {
        _steps -= count;
        _assemblySteps -= count;
        if (_steps < 0 || _assemblySteps < 0)
        {
            throw new RecoveryStoppedException();
        }
    }

    /// <summary>Takes bytes before they are allocated; throws when none are left.</summary>
    public void Allocate(long count)
    {
        if (count < 0 || count > _bytes || count > _assemblyBytes)
        {
            _isRefused = true;
            throw new RecoveryStoppedException();
        }

        _bytes -= (int)count;
        _assemblyBytes -= count;
        Step((int)(count >> 6));
    }
}

/// <summary>Ends the interpretation of a method: the budget is used up, or the code does what would throw. Never leaves the interpreter.</summary>
internal sealed class RecoveryStoppedException : Exception;
