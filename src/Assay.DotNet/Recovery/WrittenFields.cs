namespace Assay.DotNet.Recovery;

/// <summary>Which fields of the assembly something other than a constructor writes.</summary>
internal sealed class WrittenFields(int count)
{
    private readonly bool[] _written = new bool[count + 1];

    public void Add(int row)
    {
        if ((uint)row < (uint)_written.Length)
        {
            _written[row] = true;
        }
    }

    public bool Contains(int row) => (uint)row >= (uint)_written.Length || _written[row];
}
