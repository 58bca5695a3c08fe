using System.IO.MemoryMappedFiles;

namespace Assay.Fuzz.Running;

/// <summary>The input that a worker is at, in a mapped file: it is there when the worker is not any more.</summary>
internal sealed class CurrentInput : IDisposable
{
    private const int ExecutionAt = 0;
    private const int LengthAt = 8;
    private const int InputAt = 16;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private CurrentInput(MemoryMappedFile file, long longest)
    {
        _file = file;
        _view = file.CreateViewAccessor(0, longest + InputAt);
    }

    /// <summary>Opens the file, making it if it is not there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="longest">The longest input.</param>
    public static CurrentInput Open(string path, int longest) => new(MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, mapName: null, longest + InputAt), longest);

    /// <summary>Number of the input that is being read; 0 between two.</summary>
    public long Execution => _view.ReadInt64(ExecutionAt);

    /// <summary>Says that the reading of an input begins.</summary>
    public void Begin(long execution, byte[] input)
    {
        _view.WriteArray(InputAt, input, 0, input.Length);
        _view.Write(LengthAt, input.Length);
        _view.Write(ExecutionAt, execution);
    }

    /// <summary>Says that the reading has ended.</summary>
    public void End() => _view.Write(ExecutionAt, 0L);

    /// <summary>Gives the input.</summary>
    public byte[] Read()
    {
        var input = new byte[Math.Clamp(_view.ReadInt32(LengthAt), 0, _view.Capacity - InputAt)];
        _view.ReadArray(InputAt, input, 0, input.Length);
        return input;
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
